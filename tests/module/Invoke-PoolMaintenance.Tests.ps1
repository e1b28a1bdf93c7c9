BeforeAll {
    . (Join-Path $PSScriptRoot 'Module.ps1')
    . (Join-Path $PSScriptRoot 'Tickets.ps1')
}

Describe 'Invoke-PoolMaintenance' -Skip:$IsWindows {
    BeforeEach { Connect-FreshStore }

    It 'starts what is missing and puts out how each hook ended' {
        New-TestPool | Out-Null
        New-TestPool bad -With @{ NewCommand = 'exit 7'; Tag = 'x' } | Out-Null
        $done = Invoke-PoolMaintenance | Sort-Object Pool
        $done.Outcome | Should -Be 'Failed', 'Succeeded'
        $done[0].Problem | Should -Match '7'
        (Get-AllocationPool vm).Up | Should -Be 1
        (Get-AllocationPool bad).SuccessRate | Should -Be 0
    }

    It 'has nothing to do without pools, or when all is well' {
        Invoke-PoolMaintenance | Should -BeNullOrEmpty
        New-TestPool | Out-Null
        Complete-Maintenance
        Invoke-PoolMaintenance | Should -BeNullOrEmpty
    }

    It 'does nothing with -WhatIf' {
        New-TestPool | Out-Null
        Invoke-PoolMaintenance -WhatIf | Should -BeNullOrEmpty
        Get-PoolResource | Should -BeNullOrEmpty
    }
}
