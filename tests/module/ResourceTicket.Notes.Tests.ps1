BeforeAll { . (Join-Path $PSScriptRoot 'Module.ps1') }

Describe 'The owner and the reason of a ticket' {
    BeforeEach { Connect-FreshStore }

    It 'are kept, shown and found' {
        New-ResourceTicket b -AllowUnsatisfiable | Out-Null
        $mine = New-ResourceTicket b -AllowUnsatisfiable -Owner ' web team ' -Description 'nightly'
        $mine.Owner, $mine.Reason | Should -Be 'web team', 'nightly'
        (Get-ResourceTicket -Owner 'WEB*').Id | Should -Be $mine.Id
        Get-ResourceTicket -Owner 'no*' | Should -BeNullOrEmpty
        $mine | Format-List | Out-String | Should -Match 'Owner +: web team'
        (Get-AllocationEvent -Subject Ticket -First 1).Change.To | Should -Contain 'web team'
    }

    It 'are refused where they cannot be noted' {
        { New-ResourceTicket b -AllowUnsatisfiable -Owner "a`nb" -ErrorAction Stop } | Should -Throw -ErrorId 'InvalidTicket,*'
        Get-ResourceTicket | Should -BeNullOrEmpty
    }
}
