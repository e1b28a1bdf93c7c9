BeforeAll { . (Join-Path $PSScriptRoot 'Module.ps1') }

Describe 'Unregister-ServiceDefinition' {
    BeforeEach {
        Connect-FreshStore
        Register-Switch | Out-Null
    }

    It 'is refused while services live' {
        Add-Switch s | Out-Null
        (Watch-Command { Unregister-ServiceDefinition Switch }).Errors | Should -Be 'DefinitionInUse'
        Remove-ServiceInstance Switch s
        Unregister-ServiceDefinition Switch
        (Watch-Command { Get-ServiceDefinition Switch }).Errors | Should -Be 'DefinitionNotFound'
        (Watch-Command { Add-Switch t }).Errors | Should -Be 'DefinitionNotFound'
    }

    It 'takes what Get-ServiceDefinition puts out, and nothing with -WhatIf' {
        Get-ServiceDefinition Sw* | Unregister-ServiceDefinition -WhatIf
        (Get-ServiceDefinition).Count | Should -Be 2
        Get-ServiceDefinition Sw* | Unregister-ServiceDefinition
        (Get-ServiceDefinition).Name | Should -Be 'VlanService'
    }

    It 'leaves the one alone that comes with the product' {
        (Watch-Command { Unregister-ServiceDefinition VlanService }).Errors | Should -Be 'InvalidDefinition'
        Unregister-ServiceDefinition * -Force
        (Get-ServiceDefinition).Name | Should -Be 'VlanService'
    }
}
