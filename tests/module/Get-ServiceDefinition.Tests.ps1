BeforeAll { . (Join-Path $PSScriptRoot 'Module.ps1') }

Describe 'Get-ServiceDefinition' {
    BeforeEach { Connect-FreshStore }

    It 'has the one that comes with the product, as a document that can be registered under another name' {
        $document = (Get-ServiceDefinition vlanservice).Document
        $document | Should -BeLike '*north_vlan_id*'
        (Register-ServiceDefinition ($document -replace '"VlanService"', '"Mine"')).Name | Should -Be 'Mine'
        (Get-ServiceDefinition M*).Name | Should -Be 'Mine'
    }

    It 'says that nobody registered a name, and finds nothing for a pattern' {
        (Watch-Command { Get-ServiceDefinition Nobody }).Errors | Should -Be 'DefinitionNotFound'
        (Watch-Command { Get-ServiceDefinition Nob* }).Errors | Should -BeNullOrEmpty
    }

    It 'completes names' {
        Register-Switch | Out-Null
        (Get-Completion 'Get-ServiceDefinition Sw').CompletionText | Should -Be 'Switch'
    }
}
