BeforeAll { . (Join-Path $PSScriptRoot 'Module.ps1') }

Describe 'Get-AllocationStore' {
    BeforeEach {
        Connect-FreshStore
        Disconnect-AllocationStore
        $file = Join-Path $TestDrive "$([guid]::NewGuid().ToString('N')).db"
    }

    It 'makes no store' {
        $store = Get-AllocationStore -Store "sqlite:$file"
        $store.Exists | Should -BeFalse
        $store.Schema | Should -BeNullOrEmpty
        $store.Engine | Should -BeNullOrEmpty
        $file | Should -Not -Exist
    }

    It 'says how the store was chosen: by -Store before the session before the environment' {
        $env:ALLOCATION_STORE = "sqlite:$file.environment"
        "$((Get-AllocationStore).Source)" | Should -Be 'Environment'
        (Get-AllocationStore).Uri | Should -Be "sqlite:$file.environment"
        Connect-AllocationStore "sqlite:$file.session" | Out-Null
        "$((Get-AllocationStore).Source)" | Should -Be 'Session'
        "$((Get-AllocationStore -Store "sqlite:$file").Source)" | Should -Be 'Parameter'
    }

    It 'falls back to SQLite in the data folder of the user' -Skip:$IsWindows {
        $store = Get-AllocationStore
        "$($store.Source) $($store.Kind)" | Should -Be 'Default Sqlite'
        [IO.Path]::IsPathRooted($store.Uri.Substring('sqlite:'.Length)) | Should -BeTrue
    }

    It 'shows the schema and the engine of a store that is there' {
        $made = Connect-AllocationStore "sqlite:$file"
        $store = Get-AllocationStore
        $store.Schema, $store.Engine | Should -Be $made.Schema, $made.Engine
        $store.Engine | Should -Match '^SQLite 3\.\d+\.\d+$'
        $store.Exists | Should -BeTrue
    }

    It 'shows no engine of a document' {
        (Connect-AllocationStore "json:$file.json").Engine | Should -BeNullOrEmpty
    }
}
