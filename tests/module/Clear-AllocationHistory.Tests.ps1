BeforeAll { . (Join-Path $PSScriptRoot 'Module.ps1') }

Describe 'Clear-AllocationHistory' {
    BeforeEach {
        Connect-FreshStore
        New-AllocationPool vlan -From 1 -To 100 | Out-Null
        New-VlanService a, b | Out-Null
        Remove-VlanService a
    }

    It 'removes what ended longer ago, and nothing that holds' {
        Clear-AllocationHistory -OlderThan 00:00:00 -Force -PassThru | Should -BeExactly (2 + (Get-AllocationEvent).Count)
        Get-Allocation -State Released | Should -BeNullOrEmpty
        Get-Held | Should -Be 3, 4
        (Get-AllocationEvent).Kind | Should -Be Cleared
        Clear-AllocationHistory -OlderThan 1.00:00:00 -Force -PassThru | Should -BeExactly 0
    }

    It 'leaves what is younger' {
        Clear-AllocationHistory 90.00:00:00 -Force
        (Get-Allocation -State Released).Count | Should -Be 2
    }

    It 'changes nothing with -WhatIf, and is silent without -PassThru' {
        Clear-AllocationHistory -OlderThan 00:00:00 -WhatIf
        (Get-Allocation -State Released).Count | Should -Be 2
        Clear-AllocationHistory -OlderThan 00:00:00 -Force | Should -BeNullOrEmpty
    }

    It 'removes closed tickets and deleted resources as well' {
        New-AllocationPool vm -NewCommand 'exit 0' -DeleteCommand 'exit 0' -Tag t -Max 1 | Out-Null
        New-ResourceTicket t -Wait -TimeoutSeconds $hangLimit | Close-ResourceTicket
        do { $done = @(Invoke-PoolMaintenance) } while ($done.Count -gt 0)
        $held = New-ResourceTicket t
        Clear-AllocationHistory -OlderThan 00:00:00 -Force
        Get-ResourceTicket -State Closed | Should -BeNullOrEmpty
        (Get-ResourceTicket).Id | Should -Be $held.Id
        (Get-PoolResource).Id | Should -Be 2
        (Watch-Command { Get-PoolResource -Id 1 }).Errors | Should -Be 'ResourceNotFound'
    }

    It 'needs an age that is one: <_>' -ForEach '', '90', '-1:00:00' {
        $age = $_
        (Watch-Command { Clear-AllocationHistory -OlderThan $age }).Ended | Should -Not -BeNullOrEmpty
        (Get-Allocation -State Released).Count | Should -Be 2
    }

    It 'tells how far it is' {
        $shell = [powershell]::Create([System.Management.Automation.RunspaceMode]::NewRunspace)
        try {
            $module = (Get-Module Allocation).Path
            $shell.AddScript("Import-Module '$module'; Clear-AllocationHistory -OlderThan 00:00:00 -Force -Store '$store'").Invoke()
            $shell.Streams.Progress.StatusDescription | Should -Contain '6 of 6'
            "$($shell.Streams.Progress[-1].RecordType)" | Should -Be 'Completed'
        }
        finally { $shell.Dispose() }
    }
}
