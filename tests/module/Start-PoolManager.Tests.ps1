BeforeDiscovery { . (Join-Path $PSScriptRoot 'Tickets.ps1') }

BeforeAll {
    . (Join-Path $PSScriptRoot 'Module.ps1')
    . (Join-Path $PSScriptRoot 'Tickets.ps1')
}

Describe 'Start-PoolManager' -Skip:$hasNoShell {
    BeforeEach {
        Connect-FreshStore
        Add-TestPool -With @{ Max = 3; MaxPrealloc = 3 } | Out-Null
    }

    BeforeAll {
        # The first record of that type that a manager of the file writes; then it is stopped.
        function Read-First([string] $Type, [string] $File) {
            "$(Start-PoolManager -Path $File -TimeoutSeconds $hangLimit *>&1 | Where-Object { $_.GetType().Name -eq $Type } | Select-Object -First 1)"
        }
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

    It 'imports a pools.yaml and says what changed, and warns of a broken one, which changes nothing' {
        $file = Join-Path $TestDrive 'watched.yaml'
        Set-Content $file "two: {cmd_new: 'true', cmd_delete: 'true', tags: [b], max_prealloc: 1}"
        Read-First InformationRecord $file | Should -BeLike "*watched.yaml was imported: pool 'two' is new."
        Set-Content $file "two: {cmd_new: 'true', cmd_delete: 'true', tags: [b], max_prealloc: 1, max: 2}"
        Read-First InformationRecord $file | Should -BeLike "*watched.yaml was imported: pool 'two': max 4 to 2."
        Set-Content $file 'two: ['
        Read-First WarningRecord $file | Should -BeLike '*The pools are left unchanged.'
        (Get-AllocationPool two).Max | Should -Be 2
    }

    It 'ends by itself' {
        Start-PoolManager -TimeoutSeconds 0.2 | Out-Null
        Start-PoolManager -WhatIf | Should -BeNullOrEmpty
    }
}
