# A time means the same whatever the culture, and a time without a zone is local.

Describe 'A time' {
    BeforeAll {
        . (Join-Path $PSScriptRoot 'Module.ps1')
        Connect-FreshStore
        New-AllocationPool vlan -From 100 -To 300
        $culture = [cultureinfo]::CurrentCulture
    }

    AfterEach { [cultureinfo]::CurrentCulture = $culture }

    AfterAll { Disconnect-AllocationStore }

    It 'is read in the order year, month, day in <_>' -ForEach 'en-US', 'de-DE', 'th-TH', 'tr-TR', 'fa-IR' {
        [cultureinfo]::CurrentCulture = $_
        $end = (New-VlanService "iso-$_" -EndDate '2031-04-05T08:00:00Z').Id | ForEach-Object { (Get-Allocation -LeaseId $_)[0].EndDate }
        $end.ToUniversalTime() | Should -Be ([datetime]::new(2031, 4, 5, 8, 0, 0))
        (Get-Allocation -From '2031-04-05T07:00Z' -To '2031-04-06').LeaseName | Should -Contain "iso-$_"
    }

    It 'that can be read in two ways is refused in <_>, and nothing is made' -ForEach 'en-US', 'de-DE', 'th-TH', 'tr-TR', 'fa-IR' {
        [cultureinfo]::CurrentCulture = $_
        $stop = @{ ErrorAction = 'Stop' }
        { New-VlanService both -EndDate '04/05/2031' @stop } | Should -Throw "*2031-04-05*not '04/05/2031'*"
        { New-ServiceInstance VlanService both -EndDate '04/05/2031' @stop } | Should -Throw "*2031-04-05*not '04/05/2031'*"
        { New-ResourceTicket x -EndDate '04/05/2031' @stop } | Should -Throw "*2031-04-05*not '04/05/2031'*"
        { Get-Allocation -From '04/05/2031' @stop } | Should -Throw "*2031-04-05*not '04/05/2031'*"
        { Get-Allocation -To '05.04.2031' @stop } | Should -Throw "*2031-04-05*not '05.04.2031'*"
        Get-VlanService both -ErrorAction Ignore | Should -BeNullOrEmpty
    }

    It 'of an object and of its CSV file in <_> comes back' -ForEach 'en-US', 'de-DE', 'th-TH', 'tr-TR', 'fa-IR' {
        [cultureinfo]::CurrentCulture = $_
        $when = [DateTimeOffset]::new(2031, 11, 26, 8, 30, 15, [TimeSpan]::FromHours(2))
        $local = $when.LocalDateTime
        $file = Join-Path $TestDrive "$_.csv"
        [pscustomobject]@{ Name = "csv-$_"; EndDate = $when } | Export-Csv $file
        (Import-Csv $file | New-VlanService).Id | ForEach-Object { (Get-Allocation -LeaseId $_)[0].EndDate } | Should -Be $local
        (New-VlanService "object-$_" -EndDate $when.UtcDateTime).Id | ForEach-Object { (Get-Allocation -LeaseId $_)[0].EndDate } | Should -Be $local
    }

    It 'of what a cmdlet gave and its CSV file from <_> comes back in every other culture, to the microsecond' -ForEach 'en-US', 'de-DE', 'th-TH', 'tr-TR', 'fa-IR' {
        [cultureinfo]::CurrentCulture = $_
        $file = Join-Path $TestDrive "own-$_.csv"
        $made = New-VlanService "own-$_" -EndDate '2031-03-02T08:30:15.123456Z'
        Get-VlanService "own-$_" | Select-Object @{ n = 'Name'; e = { "back-$($_.Name)" } }, EndDate | Export-Csv $file
        foreach ($reader in 'en-GB', 'de-DE', 'fa-IR', 'th-TH') {
            [cultureinfo]::CurrentCulture = $reader
            (Import-Csv $file | New-VlanService).EndDate | Should -Be $made.EndDate
            Remove-VlanService "back-own-$_"
        }
    }

    It 'that another culture wrote is refused where it would mean another day' {
        $file = Join-Path $TestDrive 'c.csv'
        [cultureinfo]::CurrentCulture = [cultureinfo]::InvariantCulture
        [pscustomobject]@{ Name = 'cron'; EndDate = [DateTimeOffset]::new(2031, 3, 2, 8, 0, 0, [TimeSpan]::Zero) } | Export-Csv $file
        [cultureinfo]::CurrentCulture = 'en-GB'
        { Import-Csv $file | New-VlanService -ErrorAction Stop } | Should -Throw "*'03/02/2031 08:00:00 +00:00'*2031-02-03*2031-03-02*"
        Get-VlanService cron -ErrorAction Ignore | Should -BeNullOrEmpty
        [pscustomobject]@{ Name = 'home'; EndDate = [DateTimeOffset]::new(2031, 3, 22, 8, 0, 0, [TimeSpan]::Zero) } | Export-Csv $file
        (Import-Csv $file | New-VlanService).Id | ForEach-Object { (Get-Allocation -LeaseId $_)[0].EndDate.Day } | Should -Be 22
    }

    It 'that cannot be read refuses the whole batch of -Atomic' {
        $rows = [pscustomobject]@{ Name = 'good'; EndDate = '2031-04-05' }, [pscustomobject]@{ Name = 'bad'; EndDate = '04/05/2031' }
        $seen = Watch-Command { $rows | New-VlanService -Atomic }
        $seen.Errors | Should -Be InvalidService
        Get-VlanService good, bad -ErrorAction Ignore | Should -BeNullOrEmpty
    }

    It 'without a zone is local, and one that a clock change skips or repeats needs its offset' -Skip:$IsWindows {
        $script = @"
Import-Module '$manifest'
`$env:ALLOCATION_STORE = '$store'
(New-VlanService local -EndDate '2031-12-05').Id | ForEach-Object { (Get-Allocation -LeaseId `$_)[0].EndDate.ToString('u') }
'2031-03-09 02:30', '2031-11-02 01:30', '2031-11-02 01:30-04:00' | ForEach-Object { try { (New-VlanService odd -EndDate `$_ -ErrorAction Stop).Name } catch { "`$_" } }
"@
        try {
            $env:TZ = 'America/New_York'
            $said = Invoke-PowerShell -Command $script
        }
        finally { $env:TZ = $null }
        $said[0] | Should -Be '2031-12-05 05:00:00Z'
        $said[1] | Should -BeLike '*2031-03-09 02:30:00, which does not exist*'
        $said[2] | Should -BeLike '*2031-11-02 01:30:00, which is there twice*'
        $said[3] | Should -Be 'odd'
    }

    It 'across a clock change in <Zone> is elapsed time, and copies keep which of two hours it is' -Skip:(-not (Get-Command faketime -ErrorAction Ignore)) -ForEach @(
        @{ Zone = 'Europe/Berlin'; Now = '2031-03-30 00:05:00'; End = '2031-03-30T04:*+02:00' }
        @{ Zone = 'Europe/Berlin'; Now = '2031-10-25 23:05:00'; End = '2031-10-26T02:*+01:00' }
        @{ Zone = 'America/New_York'; Now = '2031-11-02 03:05:00'; End = '2031-11-02T01:*-04:00' }
        @{ Zone = 'America/New_York'; Now = '2031-11-02 04:05:00'; End = '2031-11-02T01:*-05:00' }
    ) {
        $folder = (New-Item -ItemType Directory (Join-Path $TestDrive ([guid]::NewGuid()))).FullName
        $script = @"
Import-Module '$manifest'
`$env:ALLOCATION_STORE = 'sqlite:$folder/zone.db'
New-AllocationPool vlan -From 100 -To 300 | Out-Null
`$made = New-VlanService a -Lifetime 02:00:00
(`$made.EndDate.ToUniversalTime() - `$made.CreatedAt.ToUniversalTime()).TotalSeconds
`$made.EndDate.ToString()
`$made | Export-Clixml '$folder/a.xml'
`$made | Export-Csv '$folder/a.csv'
`$copies = (Import-Clixml '$folder/a.xml'), (Import-Csv '$folder/a.csv'), `$made
`$copies | ForEach-Object { (New-VlanService "b`$((`$script:n++))" -EndDate `$_.EndDate).EndDate.ToString() }
(`$copies | Select-Object @{ n = 'Name'; e = { "c`$((`$script:n++))" } }, EndDate | New-VlanService).EndDate.ToUniversalTime().Ticks | Select-Object -Unique
`$made.EndDate.ToUniversalTime().Ticks
"@
        $file = Join-Path $folder 'zone.ps1'
        Set-Content -LiteralPath $file -Value $script
        $program, [string[]] $before = Get-PwshCommand
        try {
            $env:TZ = $Zone
            $said = & faketime "$Now UTC" $program @before -NoProfile -NonInteractive -File $file
        }
        finally { $env:TZ = $null }
        $said[0] | Should -Be 7200
        $said[1] | Should -BeLike $End
        $said[2..4] | Should -Be @($said[1], $said[1], $said[1])
        $said[5] | Should -Be $said[6]
    }
}
