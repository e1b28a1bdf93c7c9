BeforeAll { . (Join-Path $PSScriptRoot 'Module.ps1') }

Describe 'Export-AllocationReport' {
    BeforeEach {
        Connect-FreshStore
        New-AllocationPool vlan -From 1 -To 100 | Out-Null
        New-VlanService '<script>alert(1)</script>' | Out-Null
        $page = Join-Path $TestDrive "$([guid]::NewGuid().ToString('N')).html"
    }

    It 'writes one page that needs nothing else, in which a name stays a name' {
        Export-AllocationReport $page | Should -BeNullOrEmpty
        $text = Get-Content -Raw -LiteralPath $page
        $text | Should -Match '^<!DOCTYPE html>'
        $text | Should -Match ([regex]::Escape('&lt;script&gt;alert(1)&lt;/script&gt;'))
        $text | Should -Not -Match 'https?:'
    }

    It 'replaces a page that is there, unless it must not' {
        'old' | Set-Content -LiteralPath $page
        $seen = Watch-Command { Export-AllocationReport $page -NoClobber }
        $seen.Errors | Should -Be 'ReportFileExists'
        Get-Content -LiteralPath $page | Should -Be 'old'
        (Export-AllocationReport $page -PassThru).FullName | Should -Be $page
        Get-Content -Raw -LiteralPath $page | Should -Match 'Allocation report'
    }

    It 'writes from where PowerShell is' {
        Push-Location -LiteralPath $TestDrive
        try { (Export-AllocationReport here.html -PassThru).FullName | Should -Be (Join-Path (Get-Location).ProviderPath 'here.html') }
        finally { Pop-Location }
    }

    It 'writes nothing with -WhatIf, and says why it could not' {
        Export-AllocationReport $page -WhatIf
        $page | Should -Not -Exist
        (Watch-Command { Export-AllocationReport (Join-Path $TestDrive no such.html) }).Errors | Should -Be 'ReportNotWritten'
    }

    It 'can be read by its owner only' -Skip:$IsWindows {
        Export-AllocationReport $page
        "$([IO.File]::GetUnixFileMode($page))" | Should -Be 'UserWrite, UserRead'
    }
}
