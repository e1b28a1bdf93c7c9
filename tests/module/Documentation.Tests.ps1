# The examples of the pages are run as they stand: '# -> x' says what a line puts out. What a page calls ./NAME is made of its own blocks.

BeforeDiscovery {
    $docs = Join-Path $PSScriptRoot '..' '..' 'docs'

    function Get-Example([string] $Page) {
        $number = 0
        foreach ($match in [regex]::Matches((Get-Content -Raw (Join-Path $docs $Page)), '(?ms)^```powershell\r?\n(.*?)^```')) {
            @{ Number = ++$number; Code = $match.Groups[1].Value }
        }
    }

    $allocators = Get-Example allocators.md
    $definitions = Get-Example definitions.md
    $inventories = Get-Example inventories.md
}

BeforeAll {
    . (Join-Path $PSScriptRoot 'Module.ps1')
    $script:docs = Join-Path $PSScriptRoot '..' '..' 'docs'

    function Assert-Example([string] $Code) {
        $expected = [regex]::Matches($Code, '(?m)# -> ?(.*?)\r?$') | ForEach-Object { $_.Groups[1].Value }
        $put = @(. ([scriptblock]::Create($Code)) | ForEach-Object { "$_" })
        $put | Should -Be @($expected)
    }

    # The blocks of a page in a language.
    function Get-Block([string] $Page, [string] $Language) {
        [regex]::Matches((Get-Content -Raw (Join-Path $script:docs $Page)), "(?ms)^``````$Language\r?\n(.*?)^``````") | ForEach-Object { $_.Groups[1].Value }
    }

    # Whether each of the texts fits a schema of the docs.
    function Test-Schema([string] $Name, [string[]] $Json) {
        $schema = Join-Path $docs $Name
        $Json | ForEach-Object { Test-Json -Json $_ -SchemaFile $schema -ErrorAction Ignore }
    }

    # A store, a pool and a folder of its own for one example.
    function Enter-FreshFolder {
        Connect-FreshStore
        New-AllocationPool vlan -From 100 -To 200 | Out-Null
        $folder = Join-Path $TestDrive ([guid]::NewGuid().ToString('N'))
        New-Item -ItemType Directory $folder | Out-Null
        Push-Location $folder
    }
}

Describe 'docs/allocators.md' {
    BeforeAll { Connect-FreshStore }

    It 'example <Number> puts out what it says' -ForEach $allocators { Assert-Example $Code }
}

Describe 'docs/definitions.md' {
    BeforeEach {
        Enter-FreshFolder
        (Get-Block definitions.md json)[0] | Set-Content switch.json
    }

    AfterEach { Pop-Location }

    It 'example <Number> puts out what it says' -ForEach $definitions { Assert-Example $Code }

    It 'has a document that fits its schema' {
        Test-Schema service-definition.schema.json (Get-Content -Raw switch.json) | Should -BeTrue
    }

    It 'has a lifecycle that can be registered and fits the schema' {
        $fragment = (Get-Block definitions.md json)[1]
        $document = "{ `"name`": `"Own`", `"attributes`": { `"name`": `"string`" }, $fragment }"
        Test-Schema service-definition.schema.json $document | Should -BeTrue
        Register-ServiceDefinition $document | Out-Null
        (New-ServiceInstance Own a).State | Should -Be 'live'
        (Remove-ServiceInstance Own a -PassThru).State | Should -Be 'gone'
    }

    It 'has command lines that do what the cmdlets do' {
        $cli = Get-CommandLineProgram
        $env:ALLOCATION_STORE = $script:store
        function allocation { dotnet $cli @args | Out-Null; $LASTEXITCODE | Should -Be 0 }
        try { . ([scriptblock]::Create((Get-Block definitions.md sh))) }
        finally { $env:ALLOCATION_STORE = $null }
        $service = Get-ServiceInstance sw2
        $service.State, $service.Attributes.site, $service.Attributes.ports.vlan_id | Should -Be 'up', 'south', 100
    }
}

Describe 'docs/service-definition.schema.json' {
    It 'fits the definition that ships and every document of docs/allocators.md, and refuses what cannot be registered' {
        Connect-FreshStore
        $documents = [System.Collections.Generic.List[string]]::new()
        foreach ($block in Get-Block allocators.md powershell) { . ([scriptblock]::Create($block)) | Out-Null }
        $documents.AddRange([string[]](Get-ServiceDefinition).Document)
        $documents.Count | Should -BeGreaterThan 10
        Test-Schema service-definition.schema.json $documents | Should -Not -Contain $false
        $bad = '{ "name": "A", "attributes": { "name": "string" }, "zzz": 1 }', '{ "name": "A", "attributes": { "name": "text" } }',
        '{ "name": "A", "attributes": { "name": "string" }, "lifecycle": "complex" }', '{ "name": "A" }',
        '{ "name": "A", "attributes": { "name": "string" }, "allocation": [{ "attribute": "n" }] }'
        foreach ($document in $bad) { (Watch-Command { Register-ServiceDefinition $document }).Errors | Should -Be 'InvalidDefinition' }
        Test-Schema service-definition.schema.json $bad | Should -Not -Contain $true
    }
}

Describe 'docs/inventories.md' {
    BeforeAll { $python = Get-Command python3 -CommandType Application -ErrorAction Ignore | Select-Object -First 1 }

    BeforeEach {
        Enter-FreshFolder
        (Get-Block inventories.md python) | Set-Content ipam.py
        '{"range": {"from": 300, "to": 400}}' | Set-Content vlan_pool.json
        if ($python) { python3 -c 'import sqlite3, sys; sqlite3.connect("theirs.db").executescript(sys.argv[1])' (Get-Block inventories.md sql) }
    }

    AfterEach {
        Get-VlanService | Remove-VlanService
        Unregister-AllocationInventory * -Force
        Pop-Location
    }

    It 'example <Number> puts out what it says' -ForEach $inventories {
        if (-not $python) { Set-ItResult -Skipped -Because 'there is no python3' }
        Assert-Example $Code
    }

    It 'has a program whose questions and answers fit the schema' {
        if (-not $python) { Set-ItResult -Skipped -Because 'there is no python3' }
        @'
import subprocess, sys
question = sys.stdin.read()
answer = subprocess.run([sys.executable, "ipam.py"], input=question, capture_output=True, text=True, check=True).stdout
open("log", "a").write(question.strip() + "\n" + answer.strip() + "\n")
print(answer)
'@ | Set-Content logged.py
        Register-AllocationInventory logged -Kind ByValue -Command python3, ./logged.py -CanList | Out-Null
        New-VlanService a -NorthInventory logged -NorthVlanId 150 -SouthPool vlan | Out-Null
        (Watch-Command { New-VlanService b -NorthInventory logged -NorthVlanId 150 -SouthPool vlan }).Errors | Should -Be 'AllocationFailed'
        Get-AllocationLeak | Should -BeNullOrEmpty
        Remove-VlanService a
        $lines = Get-Content log
        $lines.Count | Should -BeGreaterOrEqual 8
        @($lines | ConvertFrom-Json | Where-Object operation).operation | Sort-Object -Unique | Should -Be 'allocate', 'free', 'list'
        Test-Schema inventory-protocol.schema.json $lines | Should -Not -Contain $false
        Test-Schema inventory-protocol.schema.json '{"protocol": 1, "operation": "free", "inventory": "x"}' | Should -BeFalse
    }
}

Describe 'docs/inventories-http.md' {
    BeforeAll { $blocks = @(Get-Block inventories-http.md json) }

    BeforeEach { Enter-FreshFolder }

    AfterEach {
        Unregister-AllocationInventory * -Force
        Pop-Location
    }

    It 'has descriptions that can be registered as a file and as a hashtable' {
        $blocks.Count | Should -Be 3
        foreach ($index in 0..2) {
            $blocks[$index] | Set-Content netbox.json
            foreach ($block in Get-Block inventories-http.md powershell) { . ([scriptblock]::Create($block)) | Out-Null }
            $file = Get-AllocationInventory netbox
            $file.Kind, $file.Source, $file.CanList | Should -Be 'Tagged', 'Http', $true
            $table = Register-AllocationInventory table -Http ($blocks[$index] | ConvertFrom-Json -AsHashtable)
            $table.Location | Should -Be $file.Location
            Unregister-AllocationInventory * -Force
        }
    }

    It 'has descriptions that fit the schema, which refuses what cannot be registered' {
        Test-Schema inventory-http.schema.json $blocks | Should -Not -Contain $false
        $bad = foreach ($change in { $_.Remove('url') }, { $_.Remove('free') }, { $_.zzz = 1 }, { $_.secret = 'geheim' }, { $_.entry.number = 'vid' }, { $_.find.next = @{} }, { $_.allocate.taken = @(409) }) {
            $blocks[0] | ConvertFrom-Json -AsHashtable | ForEach-Object { & $change | Out-Null; $_ | ConvertTo-Json -Depth 9 }
        }
        foreach ($document in $bad) { (Watch-Command { Register-AllocationInventory a -Http ($document | ConvertFrom-Json -AsHashtable) }).Errors | Should -Be 'InvalidPool' }
        Test-Schema inventory-http.schema.json $bad | Should -Not -Contain $true
    }

    It 'has members that its own table explains' {
        $schema = Get-Content -Raw (Join-Path $docs inventory-http.schema.json) | ConvertFrom-Json -AsHashtable
        $page = Get-Content -Raw (Join-Path $docs inventories-http.md)
        foreach ($name in $schema.properties.Keys.Where({ $_ -notin '$schema', 'description' })) { $page | Should -Match "\| .*``$name``.* \|" }
    }
}
