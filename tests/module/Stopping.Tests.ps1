# Ctrl+C ends any wait and any long enumeration soon, and leaves nothing held.

BeforeAll {
    . (Join-Path $PSScriptRoot 'Module.ps1')

    # Runs a script in a session of its own, stops it once Ready is true, and gives how long stopping took and whether it still ran.
    # What it waits for never comes by itself, so that it ended at all is what counts; how long it took is shown, and depends on the machine.
    function Measure-Stop([string] $Script, [scriptblock] $Ready) {
        $shell = [powershell]::Create()
        try {
            $shell.AddScript("Import-Module '$manifest'; Connect-AllocationStore '$store' | Out-Null; $Script") | Out-Null
            $output = [System.Management.Automation.PSDataCollection[psobject]]::new()
            $running = $shell.BeginInvoke($output, $output)
            $patience = [Diagnostics.Stopwatch]::StartNew()
            while (-not (& $Ready $shell $output) -and -not $running.IsCompleted -and $patience.Elapsed.TotalSeconds -lt $hangLimit) { [Threading.Thread]::Sleep(20) }
            $ran = -not $running.IsCompleted
            $watch = [Diagnostics.Stopwatch]::StartNew()
            $shell.Stop()
            [pscustomobject]@{ Ran = $ran; Seconds = $watch.Elapsed.TotalSeconds; State = "$($shell.InvocationStateInfo.State)"; Output = $output.Count }
        }
        finally { $shell.Dispose() }
    }

    function Assert-Stopped($Stopped) {
        $Stopped.Ran | Should -BeTrue
        $Stopped.State | Should -Be 'Stopped'
        Write-Information "stopped after $([int]($Stopped.Seconds * 1000)) ms" -InformationAction Continue
    }
}

Describe 'Ctrl+C' {
    BeforeEach { Connect-FreshStore }

    Context 'while tickets wait' {
        BeforeEach {
            New-AllocationPool vm -NewCommand 'exit 0' -DeleteCommand 'exit 0' -Tag a | Out-Null
            Set-AllocationPool vm -Paused
        }

        It 'closes the ticket of New-ResourceTicket -Wait' {
            Assert-Stopped (Measure-Stop 'New-ResourceTicket a -Wait' { Get-ResourceTicket })
            (Get-ResourceTicket -State Closed).Id | Should -Be 1
        }

        It 'closes it also once the progress bar is shown' {
            Assert-Stopped (Measure-Stop 'New-ResourceTicket a -Wait' { param($shell) $shell.Streams.Progress.Count -gt 0 })
            (Get-ResourceTicket -State Closed).Id | Should -Be 1
        }

        It 'closes it in a real terminal, on a real Ctrl+C' {
            if ($IsWindows) { Set-ItResult -Skipped -Because 'Windows has no pseudo terminal that Python can open'; return }
            if (-not (Get-Command python3 -ErrorAction Ignore)) { Set-ItResult -Skipped -Because 'python3, which opens the terminal, is not installed'; return }
            $script = Join-Path $TestDrive 'wait.ps1'
            Set-Content $script "Import-Module '$manifest'; New-ResourceTicket a -Wait -Store '$store'"
            $terminal = Join-Path $TestDrive 'terminal.py'
            Set-Content $terminal @'
import os, pty, select, sys, time
child, line = pty.fork()
if child == 0:
    os.execv(sys.argv[1], sys.argv[1:])
limit, seen = time.monotonic() + 120, b""
def read():
    ready = select.select([line], [], [], max(0, limit - time.monotonic()))[0]
    return os.read(line, 65536) if ready else b""
while b"Place 1" not in seen:
    try:
        more = read()
    except OSError:
        more = b""
    if not more:
        sys.exit("no bar was shown: " + repr(seen))
    seen += more
os.write(line, b"\x03")
try:
    while read():
        pass
except OSError:
    pass
os.waitpid(child, 0)
'@
            $told = & python3 $terminal @(Get-PwshCommand) -NoProfile -File $script 2>&1
            $told | Should -BeNullOrEmpty
            (Get-ResourceTicket -State Closed).Id | Should -Be 1
        }

        It 'leaves the ticket of Wait-ResourceTicket in the queue' {
            New-ResourceTicket a | Out-Null
            Assert-Stopped (Measure-Stop 'Wait-ResourceTicket 1' { param($shell) $shell.Streams.Progress.Count -gt 0 })
            (Get-ResourceTicket 1).State | Should -Be 'Open'
        }

        It 'ends Start-PoolManager' {
            Assert-Stopped (Measure-Stop '"on"; Start-PoolManager' { param($shell, $output) $output.Count -gt 0 })
        }
    }

    Context 'while hooks run' {
        It 'ends Invoke-PoolMaintenance, and the hook goes on' -Skip:$IsWindows {
            $gate = Join-Path $TestDrive 'gate'
            New-AllocationPool vm -NewCommand "while ! test -f '$gate'; do sleep 0.1; done; echo up" -DeleteCommand 'exit 0' -Tag a -MaxPrealloc 1 | Out-Null
            Assert-Stopped (Measure-Stop 'Invoke-PoolMaintenance' { Get-PoolResource -State Starting })
            New-Item $gate | Out-Null
            (New-ResourceTicket a -Wait -TimeoutSeconds $hangLimit).Data | Should -BeExactly 'up'
            (Get-PoolResource).Id | Should -Contain 1
        }

        It 'ends Get-PoolResourceLog -Follow' -Skip:$IsWindows {
            New-AllocationPool vm -NewCommand 'echo up' -DeleteCommand 'exit 0' -Tag a -MaxPrealloc 1 | Out-Null
            do { $done = @(Invoke-PoolMaintenance) } while ($done)
            Assert-Stopped (Measure-Stop 'Get-PoolResourceLog 1 -Follow' { param($shell, $output) $output.Count -gt 0 })
        }
    }

    Context 'while much is read or written' {
        It 'ends Get-Allocation over four billion resources' {
            New-AllocationPool huge -From 0 -To 4294967296 | Out-Null
            Assert-Stopped (Measure-Stop 'Get-Allocation -ByResource -Pool huge | ForEach-Object { if ($_.ResourceId -eq 1000) { "on" } }' { param($shell, $output) $output.Count -gt 0 })
            New-VlanService a -NorthPool huge -SouthPool huge | Should -Not -BeNullOrEmpty
        }

        It 'ends a long pipeline of New-VlanService between two services' {
            New-AllocationPool vlan -From 0 -To 1000000 | Out-Null
            Assert-Stopped (Measure-Stop '1..100000 | ForEach-Object { "s$_" } | New-VlanService' { param($shell, $output) $output.Count -gt 50 })
            (Get-AllocationPool vlan).Held | Should -Be (2 * @(Get-VlanService).Count)
        }

        It 'ends New-VlanService -Atomic, and nothing of it is there' {
            New-AllocationPool vlan -From 0 -To 1000000 | Out-Null
            Measure-Stop '"on"; 1..60000 | ForEach-Object { "s$_" } | New-VlanService -Atomic' { param($shell, $output) $output.Count -gt 0 } | Out-Null
            (Get-AllocationPool vlan).Held | Should -Be 0
        }

        It 'ends a wait for a store that somebody else holds' {
            $path = Join-Path $TestDrive "$([guid]::NewGuid().ToString('N')).json"
            New-AllocationPool vlan -From 1 -To 9 -Store "json:$path" | Out-Null
            $lock = [IO.File]::Open("$path.lock", 'OpenOrCreate', 'ReadWrite', 'None')
            try { $stopped = Measure-Stop "'on'; New-VlanService a -Store 'json:$path'" { param($shell, $output) $output.Count -gt 0 } }
            finally { $lock.Dispose() }
            Assert-Stopped $stopped
            # The lock is waited for half a minute; the bound only tells an ended wait from one that was sat out.
            $stopped.Seconds | Should -BeLessThan 25
            Get-VlanService -Store "json:$path" | Should -BeNullOrEmpty
        }
    }
}
