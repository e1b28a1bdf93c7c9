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

    It 'imports a pools.yaml, and a broken one changes nothing and warns once' {
        $file = Join-Path $TestDrive 'watched.yaml'
        Set-Content $file "two: {cmd_new: 'true', cmd_delete: 'true', tags: [b], max_prealloc: 1}"
        Start-PoolManager -Path $file -TimeoutSeconds 0.2 | Out-Null
        (Get-AllocationPool two).Max | Should -Be 4
        Set-Content $file 'two: ['
        $warnings = @(Start-PoolManager -Path $file -TimeoutSeconds 0.2 3>&1 | Where-Object { $_ -is [System.Management.Automation.WarningRecord] })
        $warnings | Should -HaveCount 1
        (Get-AllocationPool two).Max | Should -Be 4
    }

    It 'ends by itself' {
        Start-PoolManager -TimeoutSeconds 0.2 | Out-Null
        Start-PoolManager -WhatIf | Should -BeNullOrEmpty
    }
}
