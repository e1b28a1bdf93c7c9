BeforeAll {
    . (Join-Path $PSScriptRoot 'Module.ps1')
    . (Join-Path $PSScriptRoot 'Tickets.ps1')
}

Describe 'Start-PoolManager' -Skip:$IsWindows {
    BeforeEach {
        Connect-FreshStore
        Add-TestPool -With @{ Max = 3; MaxPrealloc = 3 } | Out-Null
    }

    It 'fills the pools and puts out how each hook ended' {
        $done = Start-PoolManager | Select-Object -First 3
        $done.Kind | Should -Be 'New', 'New', 'New'
        (Get-AllocationPool vm).Up | Should -Be 3
    }

    It 'works until it is stopped, for tickets of others' {
        $path = $store
        $shell = [powershell]::Create().AddScript("Import-Module '$manifest'; Start-PoolManager -Store '$path'")
        $run = $shell.BeginInvoke()
        1..5 | ForEach-Object {
            $ticket = New-ResourceTicket a -Wait -TimeoutSeconds $hangLimit
            $ticket.Ready | Should -BeTrue
            $ticket | Close-ResourceTicket
        }
        $shell.Stop()
        $shell.Dispose()
    }

    It 'ends by itself' {
        Start-PoolManager -TimeoutSeconds 0.2 | Out-Null
        Start-PoolManager -WhatIf | Should -BeNullOrEmpty
    }
}
