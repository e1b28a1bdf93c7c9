BeforeDiscovery { . (Join-Path $PSScriptRoot 'Tickets.ps1') }

BeforeAll {
    . (Join-Path $PSScriptRoot 'Module.ps1')
    . (Join-Path $PSScriptRoot 'Tickets.ps1')
}

Describe 'Get-PoolResourceLog' -Skip:$hasNoShell {
    BeforeEach {
        Connect-FreshStore
        Add-TestPool -With @{ NewCommand = 'echo made; echo careful >&2'; DeleteCommand = 'echo gone' } | Out-Null
        Complete-Maintenance
    }

    It 'shows both streams of each hook' {
        (Get-PoolResourceLog 1).Text | Sort-Object | Should -Be 'careful', 'made'
        Get-PoolResource | Remove-PoolResource
        Complete-Maintenance
        (Get-PoolResourceLog 1 | Where-Object Kind -EQ Delete).Text | Should -Be 'gone'
    }

    It 'follows until the pipeline has enough' {
        Get-PoolResourceLog 1 -Follow | Select-Object -First 2 | Should -HaveCount 2
    }

    It 'follows all resources of the pipeline at once' {
        New-ResourceTicket a | Out-Null
        Complete-Maintenance
        $lines = Get-PoolResource | Get-PoolResourceLog -Follow | Select-Object -First 4
        $lines.ResourceId | Sort-Object -Unique | Should -Be 1, 2
    }

    It 'says that there is no such resource' {
        (Watch-Command { Get-PoolResourceLog 99 }).Errors | Should -Be 'ResourceNotFound'
    }
}
