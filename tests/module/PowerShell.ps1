# The PowerShell that this runs in, for a process of its own: its program, and what goes before the arguments. As a .NET tool it is an
# assembly that dotnet runs, and then neither the path of the process nor $PSHOME/pwsh is a PowerShell.
[Environment]::ProcessPath
if ((Split-Path ([Environment]::ProcessPath) -LeafBase) -eq 'dotnet') { Join-Path $PSHOME 'pwsh.dll' }
