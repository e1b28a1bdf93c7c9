# The module as a whole: import, isolation, several runspaces, completion, manners.

BeforeDiscovery { . (Join-Path $PSScriptRoot 'Module.ps1') }

BeforeAll {
    . (Join-Path $PSScriptRoot 'Module.ps1')

    # Chooses a store without a look at it, which Connect-AllocationStore would take.
    function Connect-Broken([string] $Uri) {
        Disconnect-AllocationStore -ErrorAction Ignore
        $env:ALLOCATION_STORE = $Uri
    }

    # The milliseconds of processor time of the best of some tries: how long it takes is up to what else the machine does.
    function Measure-Completion([string] $Line) {
        $process = [Diagnostics.Process]::GetCurrentProcess()
        $times = 1..9 | ForEach-Object {
            $process.Refresh()
            $before = $process.TotalProcessorTime
            Complete-Line $Line | Out-Null
            $process.Refresh()
            ($process.TotalProcessorTime - $before).TotalMilliseconds
        }
        ($times | Measure-Object -Minimum).Minimum
    }

    function Complete-Line([string] $Line) {
        (Get-Completion $Line).CompletionText
    }
}

Describe 'Allocation' {
    BeforeEach { Connect-FreshStore }

    Context 'import' {
        It 'comes back with all commands after -Force, and after Remove-Module' {
            $all = (Get-Command -Module Allocation).Count
            $all | Should -BeGreaterThan 12
            Import-Module $manifest -Force
            (Get-Command -Module Allocation).Count | Should -Be $all
            Remove-Module Allocation
            Import-Module $manifest
            (Get-Command -Module Allocation).Count | Should -Be $all
            New-AllocationPool vlan -From 1 -To 9 | ForEach-Object { $_.PSTypeNames[0] } | Select-Object -Unique | Should -Be 'Allocation.Core.Pools.AllocationPool'
        }

        It 'refuses another version in one sentence that says what to do, and leaves the first as it is' {
            $root = Split-Path $manifest
            $newer = New-Item -ItemType Directory (Join-Path $TestDrive 'newer')
            Copy-Item (Join-Path $root 'module') $newer -Recurse
            (Get-Content -Raw $manifest) -replace "(ModuleVersion\s*=\s*)'[^']+'", "`$1'99.0'" | Set-Content (Join-Path $newer 'Allocation.psd1')
            $seen = Invoke-PowerShell -Command "
                Import-Module '$manifest'
                Import-Module '$newer/Allocation.psd1' -ErrorAction SilentlyContinue
                `$Error | ForEach-Object { `$_.FullyQualifiedErrorId; `$_.Exception.Message }
                (Get-Module Allocation).Version.Major
                (New-AllocationPool vlan -From 1 -To 9 -Store '$store').Size"
            $seen | Should -HaveCount 4
            $seen[0] | Should -Be 'NewSessionNeeded'
            $seen[1] | Should -BeLike "*$newer*$root*start a new session*"
            $seen[2, 3] | Should -Be 0, 8
        }

        It 'stays with the connected store' {
            Import-Module $manifest -Force
            (Get-AllocationStore).Uri | Should -Be $store
        }

        It 'does no work: no store and no database assembly before the first use' {
            $seen = Invoke-PowerShell -Command "
                Import-Module '$manifest'
                [AppDomain]::CurrentDomain.GetAssemblies().GetName().Name -match 'Sqlite|Npgsql|Allocation.Stores'"
            $LASTEXITCODE | Should -Be 0
            $seen | Should -BeNullOrEmpty
        }

        It 'keeps the databases and their packages in a load context of their own, and the core in one place' {
            Get-AllocationPool | Out-Null
            $loaded = [AppDomain]::CurrentDomain.GetAssemblies()
            $private = @($loaded | Where-Object { $_.GetName().Name -match '^(Allocation\.Stores|Microsoft\.Data\.Sqlite|SQLitePCLRaw)' })
            $private.Count | Should -BeGreaterThan 1
            foreach ($assembly in $private) {
                [Runtime.Loader.AssemblyLoadContext]::GetLoadContext($assembly).Name | Should -Be 'Allocation.Stores'
            }

            @($loaded | Where-Object { $_.GetName().Name -eq 'Allocation.Core' }).Count | Should -Be 1
        }
    }

    Context 'views' {
        It 'show properties that there are, under a label where a script makes the column' {
            [xml] $format = Get-Content -Raw (Join-Path (Split-Path $manifest) 'module' 'Allocation.Format.ps1xml')
            foreach ($view in $format.Configuration.ViewDefinitions.View | Where-Object Name -NE Time) {
                foreach ($name in $view.ViewSelectedBy.TypeName) {
                    # An object can have a name of a type before those of its class: Type#Name.
                    $type = ($name -replace '#.*') -as [type]
                    $type | Should -Not -BeNullOrEmpty -Because $name
                    $view.SelectNodes('.//PropertyName').InnerText | Where-Object { -not $type.GetProperty($_) } | Should -BeNullOrEmpty -Because $type
                }
                if (-not $view.SelectSingleNode('TableControl')) { continue }
                $headers = @($view.SelectNodes('.//TableColumnHeader'))
                $items = @($view.SelectNodes('.//TableColumnItem'))
                $headers.Count | Should -Be $items.Count -Because $type
                for ($i = 0; $i -lt $items.Count; $i++) {
                    if ($items[$i].SelectSingleNode('ScriptBlock')) { $headers[$i].SelectSingleNode('Label') | Should -Not -BeNullOrEmpty -Because "$type, column $i" }
                }
            }
        }

        It 'show in a list beside other objects what the default display set names, which there is' {
            [xml] $types = Get-Content -Raw (Join-Path (Split-Path $manifest) 'module' 'Allocation.Types.ps1xml')
            foreach ($set in $types.SelectNodes("//PropertySet[Name='DefaultDisplayPropertySet']")) {
                $type = $set.SelectSingleNode('ancestor::Type/Name').InnerText -as [type]
                $set.SelectNodes('ReferencedProperties/Name').InnerText | Where-Object { -not $type.GetProperty($_) } | Should -BeNullOrEmpty -Because $type
            }
        }
    }

    Context 'several runspaces' {
        BeforeEach { New-AllocationPool vlan -From 0 -To 1000 | Out-Null }

        It 'give distinct numbers with ForEach-Object -Parallel' {
            $services = 1..24 | ForEach-Object -ThrottleLimit 6 -Parallel {
                Import-Module $using:manifest
                New-VlanService "s$_" -Store $using:store
            }
            $services.Count | Should -Be 24
            ($services.NorthVlanId + $services.SouthVlanId | Sort-Object) | Should -Be (0..47)
            (Get-AllocationPool vlan).Held | Should -Be 48
        }

        It 'give distinct numbers with Start-ThreadJob' {
            $jobs = 1..4 | ForEach-Object {
                Start-ThreadJob -ArgumentList $manifest, $store, $_ -ScriptBlock {
                    param($manifest, $store, $number)
                    Import-Module $manifest
                    1..5 | ForEach-Object { New-VlanService "job$number-$_" -Store $store }
                }
            }
            $services = $jobs | Receive-Job -Wait -AutoRemoveJob
            ($services.NorthVlanId + $services.SouthVlanId | Sort-Object) | Should -Be (0..39)
        }

        It 'choose their stores for themselves' {
            $sources = 1..2 | ForEach-Object -Parallel {
                Import-Module $using:manifest
                "$((Get-AllocationStore).Source)"
            }
            $sources | Should -Not -Contain 'Session'
            "$((Get-AllocationStore).Source)" | Should -Be 'Session'
        }
    }

    Context 'stopping' {
        It 'ends a wait for the store' {
            New-AllocationPool vlan -From 0 -To 10 | Out-Null
            $file = Write-PoolFile 1 9
            $lock = [IO.File]::Open("$file.lock", 'OpenOrCreate', 'ReadWrite', 'None')
            try {
                $shell = [powershell]::Create()
                $shell.AddScript("Import-Module '$manifest'; New-VlanService a -PoolFile '$file' -Store '$store' -Verbose") | Out-Null
                $running = $shell.BeginInvoke()
                while ($shell.Streams.Verbose.Count -eq 0 -and -not $running.IsCompleted) { [Threading.Thread]::Sleep(10) }
                # The lock is waited for half a minute; the bound only tells an ended wait from one that was sat out.
                $stopping = $shell.BeginStop($null, $null)
                $stopping.AsyncWaitHandle.WaitOne(25000) | Should -BeTrue
                "$($shell.InvocationStateInfo.State)" | Should -Be 'Stopped'
            }
            finally {
                $lock.Dispose()
                $shell.Dispose()
            }

            Get-VlanService | Should -BeNullOrEmpty
            (Get-Content -Raw -LiteralPath $file | ConvertFrom-Json).used | Should -BeNullOrEmpty
        }
    }

    Context 'completion' {
        BeforeEach {
            'lab', 'lab two', "O'Hara" | ForEach-Object { New-AllocationPool $_ -From 1 -To 9 | Out-Null }
            New-VlanService 'a[1]', abc -NorthPool lab -SouthPool lab | Out-Null
        }

        It 'knows the names of pools, quoted where needed' {
            Complete-Line 'Get-AllocationPool la' | Should -Be 'lab', "'lab two'"
            Complete-Line 'New-VlanService x -NorthPool O' | Should -Be "'O''Hara'"
        }

        It 'knows the names of services, with wildcard characters as themselves' {
            Complete-Line 'Remove-VlanService a' | Should -Be 'abc', "'a``[1``]'"
            (Get-VlanService 'a`[1`]').Name | Should -Be 'a[1]'
        }

        It 'knows states and kinds of stores' {
            Complete-Line 'Get-VlanService -State rej' | Should -Be 'rejected'
            Complete-Line 'Get-AllocationPool -Store sq' | Should -Contain 'sqlite:'
        }

        It 'takes little time in a store of 100,000 allocations' {
            New-AllocationPool large -From 0 -To 1000000 | Out-Null
            New-Allocation large -Name bulk -Count 80000 | Out-Null
            1..10000 | ForEach-Object { "bulk-$_" } | New-VlanService -Atomic -NorthPool large -SouthPool large | Out-Null
            Complete-Line 'Get-VlanService bulk-4' | Should -HaveCount 100
            $line = 'Get-VlanService bulk-49'
            Measure-Completion $line | Should -BeLessThan 50
        }

        It 'knows the names of leases and the resources that are held' {
            Complete-Line 'Get-Allocation -LeaseName a' | Sort-Object -Descending | Should -Be 'abc', "'a``[1``]'"
            Complete-Line 'Get-Allocation -LeaseKind T' | Should -Be 'Ticket'
        }

        It 'knows definitions, services of them, and the states of their lifecycles' {
            Register-ServiceDefinition @{ name = 'Link'; attributes = @{ name = 'string' } } | Out-Null
            New-ServiceInstance Link -Attribute @{ name = 'l-1' } | Out-Null
            Complete-Line 'Get-ServiceDefinition Li' | Should -Be 'Link'
            Complete-Line 'Get-ServiceInstance -Definition Link ' | Should -Be 'l-1'
            Complete-Line 'Get-ServiceInstance l' | Should -Be 'l-1'
            Complete-Line 'Get-ServiceInstance -Definition Link -State rej' | Should -Be 'rejected'
            Complete-Line 'Get-ServiceInstance -State updat' | Should -Contain 'update_failed'
        }

        It 'knows tags and open tickets' {
            New-AllocationPool vm -NewCommand 'exit 0' -DeleteCommand 'exit 0' -Tag fast -TagOnDemand big | Out-Null
            1..3 | ForEach-Object { New-ResourceTicket fast } | Out-Null
            Close-ResourceTicket 2
            Complete-Line 'New-ResourceTicket ' | Should -Be 'big', 'fast'
            Complete-Line 'Close-ResourceTicket ' | Should -Be '1', '3'
            Complete-Line 'Get-AllocationPool v' | Should -Be 'vm'
        }

        It 'knows the store of this session, that of the environment, and files' {
            $env:ALLOCATION_STORE = 'postgres://me:secret@db/x'
            try {
                $words = Complete-Line 'Get-VlanService -Store '
                $words | Should -Contain $store
                $words | Where-Object { $_ -like '*me*@db*' } | Should -HaveCount 1
                "$words" | Should -Not -Match 'secret'
            }
            finally { $env:ALLOCATION_STORE = $null }
            Complete-Line "Get-VlanService -Store $($store.Substring(0, $store.Length - 4))" | Should -Contain $store
        }

        It 'takes no longer for tickets, tags and definitions when there are many' {
            New-AllocationPool vm -NewCommand 'exit 0' -DeleteCommand 'exit 0' -Tag fast | Out-Null
            1..300 | ForEach-Object { New-ResourceTicket fast } | Out-Null
            foreach ($line in 'Close-ResourceTicket 29', 'New-ResourceTicket ', 'Get-AllocationPool v', 'Get-ServiceInstance -State up') {
                Measure-Completion $line | Should -BeLessThan 50 -Because "that is how long '$line' may take"
            }
        }

        It 'looks into the store that the line names, makes none, and never fails' {
            $other = Join-Path $TestDrive 'completion.db'
            $line = "Get-AllocationPool -Store 'sqlite:$other' -Name l"
            Complete-Line $line | Should -Not -Contain 'lab'
            $other | Should -Not -Exist
            'no database' * 500 | Set-Content -LiteralPath $other
            { Complete-Line $line } | Should -Not -Throw
            { Complete-Line "Get-AllocationPool -Store 'nonsense' -Name l" } | Should -Not -Throw
        }
    }

    Context 'completion of <Command> -<Parameter>' -ForEach @(
        foreach ($command in Get-Command -Module Allocation) {
            foreach ($parameter in $command.Parameters.Values) {
                if ($parameter.Attributes | Where-Object { $_ -is [System.Management.Automation.ArgumentCompleterAttribute] }) { @{ Command = $command.Name; Parameter = $parameter.Name } }
            }
        }
    ) {
        It 'is silent and makes nothing when the store is <Case>' -ForEach @(
            @{ Case = 'not there'; Content = $null }
            @{ Case = 'no store'; Content = 'nothing of the kind ' * 500 }
            @{ Case = 'a folder'; Content = 'folder' }
        ) {
            foreach ($kind in 'sqlite', 'json') {
                $folder = New-Item -ItemType Directory -Path (Join-Path $TestDrive ([guid]::NewGuid().ToString('N')))
                $path = Join-Path $folder 'store'
                if ($Content -eq 'folder') { New-Item -ItemType Directory -Path $path | Out-Null }
                elseif ($Content) { Set-Content -LiteralPath $path -Value $Content }
                Connect-Broken "${kind}:$path"
                $before = $Error.Count
                $line = "$Command -$Parameter "
                { Complete-Line $line } | Should -Not -Throw
                $Error.Count | Should -Be $before
                @(Get-ChildItem -LiteralPath $folder -Recurse -File).Count | Should -Be ([int][bool]($Content -and $Content -ne 'folder'))
            }
        }
    }

    Context 'manners of <Name>' -ForEach @(Get-Command -Module Allocation | ForEach-Object { @{ Name = $_.Name; Command = $_ } }) {
        It 'has an approved verb, and a noun of one thing' {
            (Get-Verb).Verb | Should -Contain $Command.Verb
            $Command.Noun | Should -Not -Match 's$'
        }

        It 'says what it puts out' {
            $Command.OutputType.Count | Should -BeGreaterThan 0
        }

        It 'asks before it changes something' {
            if ($Command.Verb -in 'New', 'Set', 'Remove', 'Rename', 'Import', 'Resume', 'Confirm', 'Copy', 'Register', 'Unregister', 'Undo', 'Clear', 'Export', 'Close', 'Repair', 'Start', 'Invoke') { $Command.Parameters.Keys | Should -Contain 'WhatIf' }
            else { $Command.Parameters.Keys | Should -Not -Contain 'WhatIf' }
        }

        It 'has a test file of its own' {
            Join-Path $PSScriptRoot "$Name.Tests.ps1" | Should -Exist
        }
    }

    It 'ends the pipeline when the store cannot be used, and the error names it' {
        $missing = Join-Path $TestDrive 'no' 'such' 'folder.db'
        foreach ($command in { 'a', 'b' | New-VlanService -Store "sqlite:$missing" }, { Get-Allocation -Store "sqlite:$missing" }, { Get-AllocationPool -Store "sqlite:$missing" }) {
            $seen = Watch-Command $command
            $seen.Ended | Should -Be 'StoreUnavailable'
            $seen.Errors | Should -BeNullOrEmpty
        }

        $Error[0].CategoryInfo.Category | Should -Be 'ConnectionError'
    }

    It 'previews nothing from a store that is not there, and does not make it' {
        $missing = Join-Path $TestDrive 'preview.db'
        (Watch-Command { Remove-VlanService a -WhatIf -Store "sqlite:$missing" }).Ended | Should -Be 'StoreUnavailable'
        & { $WhatIfPreference = $true; Watch-Command { Remove-AllocationPool a -Store "sqlite:$missing" } } | Out-Null
        $missing | Should -Not -Exist
    }
}
