BeforeDiscovery { . (Join-Path $PSScriptRoot 'Tickets.ps1') }

BeforeAll {
    . (Join-Path $PSScriptRoot 'Module.ps1')
    . (Join-Path $PSScriptRoot 'Tickets.ps1')
}

Describe 'New-ResourceTicket' -Skip:$hasNoShell {
    BeforeEach {
        Connect-FreshStore
        Add-TestPool | Out-Null
    }

    It 'takes what is said of the wait only with -Wait: <_>' -ForEach 'TimeoutSeconds', 'OnTimeout' {
        $alone = @{ $_ = $_ -eq 'OnTimeout' ? 'Close' : 1 }
        (Watch-Command { New-ResourceTicket a @alone }).Ended | Should -Be 'Usage'
        Get-ResourceTicket | Should -BeNullOrEmpty
    }

    It 'has a ready resource at once, with its data' {
        Invoke-PoolMaintenance | Out-Null
        $ticket = New-ResourceTicket a
        $ticket.Ready | Should -BeTrue
        $ticket.State | Should -Be 'Open'
        $ticket.Data | Should -BeExactly 'data 1'
        $ticket.ResourceName | Should -BeLike 'vm_00000001_*'
        (Get-Allocation -Pool vm).LeaseName | Should -Be 'ticket 1'
    }

    It 'warns once when its resource, or one that was waited for, is above the limit of its pool' {
        Set-AllocationPool vm -WarnAt 60
        (Watch-Command { New-ResourceTicket a -Wait -TimeoutSeconds $hangLimit }).Warnings | Should -BeNullOrEmpty
        (Watch-Command { New-ResourceTicket a -Wait -TimeoutSeconds $hangLimit }).Warnings.Message |
            Should -Be "Pool 'vm' is used to 66.6 percent: 2 of 3 are held. Its limit for warnings is 60 percent."
        $seen = Watch-Command { Wait-ResourceTicket 1, 2 }
        $seen.Warnings.Count | Should -Be 1
        (Watch-Command { Get-ResourceTicket; Close-ResourceTicket 1; Invoke-PoolMaintenance }).Warnings | Should -BeNullOrEmpty
        (Get-AllocationPool vm).PercentUsed | Should -Be 33.3
        { New-AllocationPool v2 -NewCommand true -DeleteCommand true -WarnAt 101 -ErrorAction Stop } | Should -Throw '*warn_at must be at most 100*'
    }

    It 'has data <Printed> as <Shown>, also through Clixml, CSV, jobs and other cmdlets' -ForEach @(
        @{ Printed = 'a\n'; Shown = 'a' }
        @{ Printed = 'a\r\n'; Shown = 'a' }
        @{ Printed = 'a\n\n'; Shown = "a`n" }
        @{ Printed = ' a b '; Shown = ' a b ' }
        @{ Printed = 'a\r'; Shown = "a`r" }
        @{ Printed = 'a\nb\r\n'; Shown = "a`nb" }
        @{ Printed = '\n'; Shown = '' }
        @{ Printed = ''; Shown = $null }
    ) {
        Add-TestPool data -With @{ NewCommand = "printf '$Printed'"; Tag = 'data' } | Out-Null
        $ticket = New-ResourceTicket data -Wait -TimeoutSeconds $hangLimit
        $clixml = Join-Path $TestDrive 'ticket.xml'
        $ticket | Export-Clixml $clixml
        $read = @($ticket; Get-ResourceTicket $ticket.Id; $ticket | Wait-ResourceTicket; Get-PoolResource $ticket.ResourceId; Import-Clixml $clixml)
        foreach ($object in $read) { $object.Data | Should -BeExactly $Shown -Because $object.PSTypeNames[0] }
        ($ticket | ConvertTo-Csv | ConvertFrom-Csv).Data | Should -BeExactly "$Shown"
        ($ticket | Close-ResourceTicket -PassThru).Data | Should -BeExactly $Shown
    }

    It 'leaves out the last line end of data for every type of ours that has data' {
        $types = [AppDomain]::CurrentDomain.GetAssemblies() | Where-Object { $_.GetName().Name -in 'Allocation.Core', 'Allocation.PowerShell' } |
            ForEach-Object GetExportedTypes | Where-Object { $_.GetProperty('Data') -and -not $_.IsSubclassOf([Exception]) }
        $types.Count | Should -BeGreaterThan 1
        foreach ($type in $types) {
            $object = [Runtime.CompilerServices.RuntimeHelpers]::GetUninitializedObject($type)
            $type.GetProperty('Data').SetValue($object, "a`n")
            (ConvertTo-Row $object).Data | Should -BeExactly 'a' -Because $type
        }
    }

    It 'waits without a manager beside it' {
        $ticket = New-ResourceTicket a, b -Wait -TimeoutSeconds $hangLimit
        $ticket.Ready | Should -BeTrue
        $ticket.Tag | Should -Be 'a', 'b'
    }

    It 'has the stable properties' {
        $names = (New-ResourceTicket a).PSObject.Properties.Name
        foreach ($name in 'Id', 'State', 'Tag', 'Sandbox', 'Ready', 'ResourceId', 'ResourceName', 'Data', 'CreatedAt', 'ClosedAt', 'ExpiresAt') { $names | Should -Contain $name }
    }

    It 'refuses tags that no pool has, unless it may wait for them' {
        (Watch-Command { New-ResourceTicket a, nope }).Errors | Should -Be 'InvalidTicket'
        (New-ResourceTicket nope -AllowUnsatisfiable).Ready | Should -BeFalse
    }

    It 'refuses <tag>' -ForEach @{ tag = '' }, @{ tag = "a`nb" } {
        (Watch-Command { New-ResourceTicket $tag }).Errors | Should -Be 'InvalidTicket'
    }

    It 'keeps the ticket when the time is over, or closes it' {
        Set-AllocationPool vm -Paused
        (Watch-Command { New-ResourceTicket a -Wait -TimeoutSeconds 0.1 }).Errors | Should -Be 'WaitTimeout'
        (Get-ResourceTicket 1).State | Should -Be 'Open'
        $seen = Watch-Command { New-ResourceTicket a -Wait -TimeoutSeconds 0.1 -OnTimeout Close }
        $seen.Errors | Should -Be 'WaitTimeout'
        "$($seen.Records)" | Should -BeLike '*The ticket was closed.'
        $seen.Records.ErrorDetails.RecommendedAction | Should -BeNullOrEmpty
        (Get-ResourceTicket 2).State | Should -Be 'Closed'
    }

    It 'gives the same ticket for the same request' {
        $first = New-ResourceTicket a -RequestId r1 -Reason nightly
        (New-ResourceTicket a -RequestId r1).Id | Should -Be $first.Id
        (Watch-Command { New-ResourceTicket b -RequestId r1 }).Errors | Should -Be 'RequestConflict'
        $first.Reason | Should -Be 'nightly'
    }

    It 'expires' {
        (New-ResourceTicket a -Lifetime 01:00:00) | ForEach-Object { $_.ExpiresAt - $_.CreatedAt } | Should -Be ([timespan]'01:00:00')
        $seen = Watch-Command { New-ResourceTicket a -Lifetime 00:00:00 }
        $seen.Errors | Should -Be 'InvalidTicket'
        "$($seen.Records)" | Should -BeLike '*must be above zero, not 00:00:00.'
    }

    It 'can begin later, and is upcoming in the ledger' {
        Invoke-PoolMaintenance | Out-Null
        $start = (Get-Date).AddDays(3)
        $ticket = New-ResourceTicket a -StartDate $start -Lifetime 1.00:00:00
        $ticket.Ready | Should -BeTrue
        ($ticket.ExpiresAt - $ticket.StartsAt).TotalDays | Should -Be 1
        (Get-Allocation -From $start.AddHours(1) -To $start.AddHours(2)).LeaseId | Should -Be 1
        Get-Allocation -To $start.AddHours(-1) | Should -BeNullOrEmpty
        $ticket | Close-ResourceTicket
        $ended = Get-Allocation -State Released
        $ended.StartDate | Should -Be $ended.EndDate
    }

    It 'refuses a time that cannot be' {
        (Watch-Command { New-ResourceTicket a -EndDate (Get-Date).AddDays(-1) }).Errors | Should -Be 'InvalidTicket'
        (Watch-Command { New-ResourceTicket a -EndDate (Get-Date).AddDays(1) -Lifetime 01:00:00 }).Errors | Should -Be 'InvalidTicket'
        Get-ResourceTicket | Should -BeNullOrEmpty
    }

    It 'takes objects with tags from the pipeline' {
        @([pscustomobject]@{ Tag = 'a' }, [pscustomobject]@{ Tag = 'zz' }, [pscustomobject]@{ Tag = 'b' }) | ForEach-Object { $_ } | New-ResourceTicket -ErrorAction SilentlyContinue | Should -HaveCount 2
    }

    It 'opens nothing with -WhatIf' {
        New-ResourceTicket a -WhatIf | Should -BeNullOrEmpty
        Get-ResourceTicket | Should -BeNullOrEmpty
    }

    It 'closes its ticket when the pipeline is stopped' {
        Set-AllocationPool vm -Paused
        $path = $store
        $shell = [powershell]::Create().AddScript("Import-Module '$manifest'; New-ResourceTicket a -Wait -Store '$path'")
        $run = $shell.BeginInvoke()
        while (-not (Get-ResourceTicket)) { [Threading.Thread]::Sleep(20) }
        $shell.Stop()
        $shell.Dispose()
        (Get-ResourceTicket 1).State | Should -Be 'Closed'
    }
}
