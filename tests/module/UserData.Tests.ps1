BeforeAll { . "$PSScriptRoot/Module.ps1" }

Describe 'The data folder of the user' {
    It 'is a temporary one, so that no test reads or writes what belongs to whoever runs the tests' -Skip:(-not $IsLinux) {
        $temporary = [IO.Path]::GetTempPath().TrimEnd('/') + '/'
        [Environment]::GetFolderPath('LocalApplicationData', 'DoNotVerify') | Should -BeLike "$temporary*"
        (Get-AllocationStore).Uri | Should -BeLike "sqlite:$temporary*"
    }
}
