BeforeAll { . (Join-Path $PSScriptRoot 'Module.ps1') }

Describe 'Remove-ServiceAllocator' {
    BeforeEach { New-ServiceAllocator mine-one { 1 }; New-ServiceAllocator mine-two { 2 } }
    AfterEach { Remove-ServiceAllocator mine-* -Force }

    It 'removes those of the session, and nothing with -WhatIf' {
        Remove-ServiceAllocator mine-* -WhatIf
        (Get-ServiceAllocator mine-*).Count | Should -Be 2
        Get-ServiceAllocator mine-one | Remove-ServiceAllocator
        (Get-ServiceAllocator mine-*).Name | Should -Be 'mine-two'
        Remove-ServiceAllocator * -Force
        (Get-ServiceAllocator).Name | Should -Be 'first-free', 'lookup', 'number', 'random', 'value'
    }

    It 'says that there is none of that name, and keeps the built-in ones' {
        (Watch-Command { Remove-ServiceAllocator nobody }).Errors | Should -Be 'AllocatorNotFound'
        (Watch-Command { Remove-ServiceAllocator number }).Errors | Should -Be 'InvalidDefinition'
    }
}
