BeforeAll { . (Join-Path $PSScriptRoot 'Module.ps1') }

Describe 'Get-VlanService' {
    BeforeEach {
        Connect-FreshStore
        New-AllocationPool vlan -From 100 -To 105 | Out-Null
        'web-2', 'Web-10', 'db[1]' | New-VlanService -ErrorAction Ignore | Out-Null
    }

    It 'lists all by name' {
        (Get-VlanService).Name | Should -Be 'Web-10', 'web-2'
    }

    It 'finds a name in any case' {
        (Get-VlanService WEB-2).Name | Should -BeExactly 'web-2'
    }

    It 'takes wildcards, and one that fits nothing is no error' {
        (Get-VlanService web-?).Name | Should -Be 'web-2'
        (Get-VlanService 'web-1*', 'w*-2').Name | Should -Be 'Web-10', 'web-2'
        (Watch-Command { Get-VlanService nothing* }).Errors | Should -BeNullOrEmpty
    }

    It 'shows ends, and names of 40 characters whole, in a table of 80 columns' {
        Set-AllocationPool vlan -To 120
        New-VlanService short, customer-0123456789-0123456789-forty-xok -EndDate 2031-04-05T08:00:00Z | Out-Null
        $table = Get-VlanService | Out-String -Width 79
        $table | Should -Match '(?m)^Name +State +North +South +EndDate *\r?$'
        $table | Should -Match '(?m)^web-2 +up +\d+ +\d+ *\r?$'
        $table | Should -Match '(?m)^customer-0123456789-0123456789-forty-xok +up +\d+ +\d+ +2031-04-05 *\r?$'
        $table | Should -Match '(?m)^ +08:00Z *\r?$'
        $table | Should -Not -Match '…'
    }

    It 'says of one that ended when it did, and how to see its history' {
        $web = Get-VlanService web-2
        $web | Remove-VlanService
        foreach ($command in { Get-VlanService WEB-2 }, { Remove-VlanService web-2 }, { Get-ServiceInstance web-2 }, { Get-VlanService -Id $web.Id }, { $web | Remove-VlanService }, { $web | Set-VlanService -Owner x },
            { Remove-ServiceInstance VlanService web-2 }, { Remove-ServiceInstance -Id $web.Id }) {
            $seen = Watch-Command $command
            $seen.Errors | Should -Be 'ServiceNotFound' -Because $command
            "$($seen.Records[0])" | Should -Match 'ended at \d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ\.' -Because $command
            $seen.Records[0].ErrorDetails.RecommendedAction | Should -Be "Get-ServiceInstance -Id $($web.Id) -History shows its history." -Because $command
        }
        (Get-ServiceInstance -Id $web.Id -History).Count | Should -BeGreaterThan 2
        $never = Watch-Command { Get-VlanService web-3 }
        "$($never.Records[0])" | Should -Not -Match 'ended'
    }

    It 'says of a service of another definition which one it has, and the other way round' {
        Register-ServiceDefinition @{ name = 'Switch'; attributes = @{ name = 'string' } } | Out-Null
        $switch = New-ServiceInstance Switch sw1
        $web = Get-VlanService web-2
        foreach ($command in { Get-VlanService SW1 }, { Remove-VlanService sw1 }, { Set-VlanService sw1 -Owner x }, { Get-VlanService -Id $switch.Id }, { Remove-VlanService -Id $switch.Id }) {
            $seen = Watch-Command $command
            $seen.Errors | Should -Be 'ServiceNotFound' -Because $command
            "$($seen.Records[0])" | Should -Match 'is a Switch' -Because $command
            $seen.Records[0].ErrorDetails.RecommendedAction | Should -Match 'Get-ServiceInstance' -Because $command
        }
        foreach ($command in { Get-ServiceInstance web-2 -Definition Switch }, { Set-ServiceInstance Switch web-2 @{ } }, { Remove-ServiceInstance Switch web-2 }) {
            $seen = Watch-Command $command
            $seen.Errors | Should -Be 'ServiceNotFound' -Because $command
            "$($seen.Records[0])" | Should -Match 'is a VlanService' -Because $command
        }
        (Get-ServiceInstance sw1).Id | Should -Be $switch.Id
        (Get-VlanService web-2).Id | Should -Be $web.Id
    }

    It 'says that an exact name is not there, and goes on' {
        $seen = Watch-Command { Get-VlanService nothing, web-2 }
        $seen.Errors | Should -Be 'ServiceNotFound'
        $seen.Records[0].TargetObject | Should -Be 'nothing'
        $seen.Output.Name | Should -Be 'web-2'
    }

    It 'reads names and objects from the pipeline' {
        ('web-2' | Get-VlanService).Name | Should -Be 'web-2'
        ([pscustomobject]@{ Name = 'web-*' } | Get-VlanService).Count | Should -Be 2
        $service = Get-VlanService web-2
        ($service | Get-VlanService).Id | Should -Be $service.Id
    }

    It 'takes a service from the pipeline by its id: wildcards in its name mean themselves' {
        Set-AllocationPool vlan -To 120
        $service = New-VlanService '*'
        ($service | Get-VlanService).Id | Should -Be $service.Id
    }

    It 'finds one by its id' {
        $service = Get-VlanService web-2
        (Get-VlanService -Id $service.Id).Name | Should -Be 'web-2'
        (Watch-Command { Get-VlanService -Id 'nothing' }).Errors | Should -Be 'ServiceNotFound'
    }

    It 'filters by state, in any case, and shows removed ones only so' {
        New-VlanService half -KeepPartial -ErrorAction Ignore | Out-Null
        Remove-VlanService web-2
        (Get-VlanService -State Rejected).Name | Should -Be 'half'
        (Get-VlanService -State up).Name | Should -Be 'Web-10'
        (Get-VlanService -State terminated).Name | Should -Be 'web-2'
        (Get-VlanService).Name | Should -Be 'half', 'Web-10'
    }

    It 'streams: what is not wanted is not read' {
        (Get-VlanService | Select-Object -First 1).Name | Should -Be 'Web-10'
    }
}
