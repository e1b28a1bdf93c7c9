# Types and views, as a module inside the module: they are loaded after SessionCheck.psm1 has run. In Allocation.psd1 itself they would come first.
@{
    # Every manifest must have one. That of the product is in Allocation.psd1.
    ModuleVersion    = '0.0'
    TypesToProcess   = @('Allocation.Types.ps1xml')
    FormatsToProcess = @('Allocation.Format.ps1xml')
}
