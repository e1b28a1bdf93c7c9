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

    It 'is read in the order year, month, day in <_>' -ForEach 'en-US', 'de-DE', 'th-TH', 'tr-TR' {
        [cultureinfo]::CurrentCulture = $_
        $end = (New-VlanService "iso-$_" -EndDate '2031-04-05T08:00:00Z').Id | ForEach-Object { (Get-Allocation -LeaseId $_)[0].EndDate }
        $end | Should -Be ([DateTimeOffset]::new(2031, 4, 5, 8, 0, 0, [TimeSpan]::Zero))
        (Get-Allocation -From '2031-04-05T07:00Z' -To '2031-04-06').LeaseName | Should -Contain "iso-$_"
    }

    It 'that can be read in two ways is refused in <_>, and nothing is made' -ForEach 'en-US', 'de-DE', 'th-TH' {
        [cultureinfo]::CurrentCulture = $_
        $stop = @{ ErrorAction = 'Stop' }
        { New-VlanService both -EndDate '04/05/2031' @stop } | Should -Throw "*2031-04-05*not '04/05/2031'*"
        { New-ServiceInstance VlanService both -EndDate '04/05/2031' @stop } | Should -Throw "*2031-04-05*not '04/05/2031'*"
        { New-ResourceTicket x -EndDate '04/05/2031' @stop } | Should -Throw "*2031-04-05*not '04/05/2031'*"
        { Get-Allocation -From '04/05/2031' @stop } | Should -Throw "*2031-04-05*not '04/05/2031'*"
        { Get-Allocation -To '05.04.2031' @stop } | Should -Throw "*2031-04-05*not '05.04.2031'*"
        Get-VlanService both -ErrorAction Ignore | Should -BeNullOrEmpty
    }

    It 'of an object and of its CSV file in <_> comes back' -ForEach 'en-US', 'de-DE', 'th-TH', 'tr-TR' {
        [cultureinfo]::CurrentCulture = $_
        $when = [DateTimeOffset]::new(2031, 11, 26, 8, 30, 15, [TimeSpan]::FromHours(2))
        $file = Join-Path $TestDrive "$_.csv"
        [pscustomobject]@{ Name = "csv-$_"; EndDate = $when } | Export-Csv $file
        (Import-Csv $file | New-VlanService).Id | ForEach-Object { (Get-Allocation -LeaseId $_)[0].EndDate } | Should -Be $when
        (New-VlanService "object-$_" -EndDate $when.UtcDateTime).Id | ForEach-Object { (Get-Allocation -LeaseId $_)[0].EndDate } | Should -Be $when
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
}
