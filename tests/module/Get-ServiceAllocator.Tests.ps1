BeforeAll { . (Join-Path $PSScriptRoot 'Module.ps1') }

Describe 'Get-ServiceAllocator' {
    BeforeEach { New-ServiceAllocator mine-one { 1 }; New-ServiceAllocator mine-two { 2 } }
    AfterEach { Remove-ServiceAllocator mine-* -Force }

    It 'lists the built-in ones with their arguments, then those of the session' {
        $all = Get-ServiceAllocator
        ($all | Where-Object BuiltIn).Name | Should -Be 'first-free', 'lookup', 'number', 'random', 'value'
        (Get-ServiceAllocator number).Arguments | Should -Be 'pool', 'file', 'parent', 'exactly'
        (Get-ServiceAllocator MINE-*).Name | Should -Be 'mine-one', 'mine-two'
        $all[-1].BuiltIn | Should -BeFalse
    }

    It 'says that there is none of that name' {
        (Watch-Command { Get-ServiceAllocator nobody }).Errors | Should -Be 'AllocatorNotFound'
    }
}
