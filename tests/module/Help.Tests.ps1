# Help and commands say the same, both ways; examples run.

BeforeDiscovery {
    . (Join-Path $PSScriptRoot 'Module.ps1')
    $pages = Join-Path $PSScriptRoot '..' '..' 'module' 'help' 'en-US'
    $commands = Get-Command -Module Allocation | ForEach-Object { @{ Name = $_.Name; Command = $_ } }
    $topics = Get-ChildItem -LiteralPath $pages -Filter 'about_*.md' | ForEach-Object { @{ Topic = $_.BaseName } }
    $examples = Get-ChildItem -LiteralPath $pages -Filter '*.md' | ForEach-Object {
        $text = Get-Content -Raw -LiteralPath $_
        $setup = if ($text -match '(?s)<!-- setup: (.*?) -->') { $Matches[1] } else { '' }
        $page = $_.BaseName
        [regex]::Matches($text, '(?ms)^### ([^\n]*)\n\n```powershell\n(.*?)^```') | ForEach-Object { @{ Page = $page; Title = $_.Groups[1].Value; Code = $_.Groups[2].Value; Setup = $setup } }
        # A topic is one story: its blocks run one after the other.
        if ($page -like 'about_*') {
            $blocks = [regex]::Matches($text, '(?ms)^```powershell\n(.*?)^```') | ForEach-Object { $_.Groups[1].Value }
            if ($blocks) { @{ Page = $page; Title = 'as told'; Code = $blocks -join "`n"; Setup = $setup } }
        }
    }
}

BeforeAll {
    . (Join-Path $PSScriptRoot 'Module.ps1')
    $pages = Join-Path $PSScriptRoot '..' '..' 'module' 'help' 'en-US'
}

Describe 'Help' {
    Context 'of <Name>' -ForEach $commands {
        BeforeAll {
            $help = Get-Help $Name -Full
            $shared = [System.Management.Automation.Cmdlet]::CommonParameters
        }

        It 'has a page with a synopsis and a description' {
            Join-Path $pages "$Name.md" | Should -Exist
            $help.Synopsis | Should -Not -BeNullOrEmpty
            $help.Synopsis | Should -Not -BeLike "*$Name *"
            $help.Description.Text | Should -Not -BeNullOrEmpty
        }

        It 'has the parameters of the command, each with a text' {
            $real = $Command.Parameters.Keys | Where-Object { $_ -notin $shared } | Sort-Object
            @($help.Parameters.Parameter.Name | Sort-Object) | Should -Be $real
            $help.Parameters.Parameter | Where-Object { -not "$($_.Description.Text)".Trim() } | ForEach-Object Name | Should -BeNullOrEmpty
        }

        It 'tells of no parameter that the command does not have' {
            $told = [regex]::Matches((Get-Content -Raw -LiteralPath (Join-Path $pages "$Name.md")), '(?m)^### -(\w+)') | ForEach-Object { $_.Groups[1].Value }
            $told | Where-Object { $_ -notin $Command.Parameters.Keys } | Should -BeNullOrEmpty
        }

        It 'says of each parameter what the command says' {
            foreach ($parameter in $help.Parameters.Parameter | Where-Object { $_ } | Where-Object Name -NotIn 'WhatIf', 'Confirm', 'First', 'Skip', 'IncludeTotalCount') {
                $declared = $Command.Parameters[$parameter.Name]
                $uses = @($declared.ParameterSets.Values)
                @($uses.IsMandatory) | Should -Contain ($parameter.required -eq 'true')
                $pipeline = "$($parameter.pipelineInput)"
                [bool]($pipeline -match 'ByValue') | Should -Be (@($uses.ValueFromPipeline) -contains $true)
                [bool]($pipeline -match 'ByPropertyName') | Should -Be (@($uses.ValueFromPipelineByPropertyName) -contains $true)
            }
        }

        It 'shows as many forms as the command has' {
            @($help.Syntax.syntaxItem).Count | Should -Be $Command.ParameterSets.Count
        }

        It 'has two examples or more' {
            @($help.Examples.Example).Count | Should -BeGreaterOrEqual 2
        }

        # PowerShell says how to get online help wherever a page has links; without an address that is an error.
        It 'advises online help only where it has an address' {
            if (-not (Get-Command $Name).HelpUri -and -not $help.relatedLinks.navigationLink.uri) {
                foreach ($form in $help, (Get-Help $Name), (Get-Help $Name -Detailed)) { $form | Out-String | Should -Not -BeLike '*-Online*' }
            }
        }

        It 'leads on only to what there is' {
            $last = @($help.Description.Text)[-1]
            $last | Should -BeLike 'See also: *'
            $links = $last -replace '^See also: ' -split ', '
            $links | Should -Not -BeNullOrEmpty
            foreach ($link in $links) {
                if ($link -like 'about_*') { Join-Path $pages "$link.md" | Should -Exist }
                else { Get-Command $link -Module Allocation -ErrorAction Ignore | Should -Not -BeNullOrEmpty -Because "$Name leads on to $link" }
            }
        }
    }

    It 'has a page for no command that there is not' {
        $names = (Get-ChildItem -LiteralPath $pages -Filter '*-*.md').BaseName
        $names | Where-Object { -not (Get-Command $_ -Module Allocation -ErrorAction Ignore) } | Should -BeNullOrEmpty
    }

    It 'shows the topic <Topic>' -ForEach $topics {
        $text = Get-Help $Topic | Out-String
        $text | Should -Match "TOPIC\s+$Topic"
        ($text -split '\r?\n' | Where-Object { $_.Length -gt 130 }) | Should -BeNullOrEmpty
    }

    It 'has the topics that people look for' {
        'about_Allocation', 'about_Allocation_Pools', 'about_Allocation_Services', 'about_Allocation_Tickets' | ForEach-Object { Join-Path $pages "$_.md" | Should -Exist }
    }

    Context 'example of <Page>: <Title>' -ForEach $examples {
        BeforeEach {
            Connect-FreshStore
            $folder = New-Item -ItemType Directory -Path (Join-Path $TestDrive ([guid]::NewGuid().ToString('N')))
            Push-Location -LiteralPath $folder
            if ($Setup -notmatch 'Register-Switch') { New-AllocationPool vlan -From 100 -To 200 | Out-Null }
        }

        AfterEach {
            Pop-Location
            Disconnect-AllocationStore
        }

        It 'runs' {
            $ErrorActionPreference = 'Stop'
            $ConfirmPreference = 'None'
            . ([scriptblock]::Create($Setup)) | Out-Null
            { . ([scriptblock]::Create($Code)) | Out-String } | Should -Not -Throw
        }
    }
}
