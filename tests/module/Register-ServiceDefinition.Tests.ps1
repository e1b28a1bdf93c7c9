BeforeAll { . (Join-Path $PSScriptRoot 'Module.ps1') }

Describe 'Register-ServiceDefinition' {
    BeforeEach { Connect-FreshStore }

    It 'takes a hashtable, JSON text and files' {
        (Register-ServiceDefinition @{ name = 'A'; attributes = @{ name = 'string' } }).Version | Should -Be 1
        ('{ "name": "B", "attributes": { "name": "string" } }' | Register-ServiceDefinition).Name | Should -Be 'B'
        $file = Join-Path $TestDrive 'c.json'
        '{ "name": "C", /* a comment */ "attributes": { "name": "string" }, }' | Set-Content $file
        (Get-Item $file | Register-ServiceDefinition).Name | Should -Be 'C'
        (Get-ServiceDefinition).Name | Should -Be 'A', 'B', 'C', 'VlanService'
    }

    It 'takes YAML, which means the same document as JSON' {
        $file = Join-Path $TestDrive 'd.yaml'
        'name: D', 'attributes: {name: string, size: int}' | Set-Content $file
        (Register-ServiceDefinition -Path $file).Version | Should -Be 1
        (Register-ServiceDefinition '{"name":"D","attributes":{"name":"string","size":"int"}}').Version | Should -Be 1
        'name: D', 'attributes: {name: strin, size: yes}' | Set-Content $file
        $seen = Watch-Command { Get-Item $file | Register-ServiceDefinition }
        $seen.Errors | Should -Be 'InvalidDefinition'
        $seen.Records[0].Exception.Mistakes | Should -BeLike "line 2: 'yes' without quotes*"
    }

    It 'makes a new version of a changed definition, and none of the same one' {
        $first = '{ "name": "A", "attributes": { "name": "string" } }'
        (Register-ServiceDefinition $first).Version | Should -Be 1
        (Register-ServiceDefinition $first).Version | Should -Be 1
        (Register-ServiceDefinition '{ "name": "a", "attributes": { "name": "string", "x": "int" } }').Version | Should -Be 2
        (Get-ServiceDefinition A -AllVersions).Version | Should -Be 1, 2
    }

    It 'tells all mistakes with their paths and stores nothing' {
        $seen = Watch-Command { Register-ServiceDefinition @{ name = 'A'; attributes = @{ name = 'strin'; n = @{ type = 'int'; modifier = 'r' } }; allocation = @(@{ attribute = 'n'; allocator = 'nobody' }) } }
        $seen.Errors | Should -Be 'InvalidDefinition'
        $mistakes = $seen.Records[0].Exception.Mistakes
        $mistakes | Where-Object { $_ -like 'attributes.name*' } | Should -Not -BeNullOrEmpty
        (Get-ServiceDefinition).Name | Should -Be 'VlanService'
    }

    It 'tells mistakes of the attributes and of the allocation together, with -WhatIf too' {
        $document = @{
            name       = 'A:'
            attributes = @{ name = 'strin'; n = @{ type = 'int'; modifier = 'r' } }
            allocation = @(
                @{ attribute = 'n'; allocator = 'nobody' }
                @{ attribute = 'n'; allocator = 'first-free'; arguments = @{ from = 'x' } }
                @{ attribute = 'nowhere'; allocator = 'value'; arguments = @{ value = @{ path = 'nix' } } }
            )
        }
        foreach ($preview in $false, $true) {
            $mistakes = (Watch-Command { Register-ServiceDefinition $document -WhatIf:$preview }).Records[0].Exception.Mistakes
            foreach ($start in 'name:', 'attributes.name', 'allocation[0].allocator:', 'allocation[1].attribute:', 'allocation[1].arguments.from:', 'allocation[1].arguments.to:', 'allocation[2].attribute:', 'allocation[2].arguments.value:') {
                @($mistakes | Where-Object { $_.StartsWith($start) }).Count | Should -Be 1 -Because $start
            }
        }
    }

    It 'refuses an allocator that nobody registered' {
        $seen = Watch-Command { Register-ServiceDefinition @{ name = 'A'; attributes = @{ name = 'string'; n = @{ type = 'int'; modifier = 'r' } }; allocation = @(@{ attribute = 'n'; allocator = 'nobody' }) } }
        $seen.Records[0].Exception.Mistakes | Should -BeLike 'allocation`[0`].allocator*'
    }

    It 'registers nothing with -WhatIf' {
        Register-ServiceDefinition @{ name = 'A'; attributes = @{ name = 'string' } } -WhatIf -ErrorAction Ignore
        Get-AllocationPool | Out-Null
        (Get-ServiceDefinition).Name | Should -Be 'VlanService'
    }

    It 'says so when the file is no definition' {
        $file = Join-Path $TestDrive 'broken.json'
        '{ "name": ' | Set-Content $file
        (Watch-Command { Register-ServiceDefinition -Path $file }).Errors | Should -Be 'InvalidDefinition'
    }
}
