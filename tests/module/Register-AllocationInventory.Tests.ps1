BeforeAll { . (Join-Path $PSScriptRoot 'Module.ps1') }

Describe 'Register-AllocationInventory' {
    BeforeEach {
        Connect-FreshStore
        New-AllocationPool own -From 0 -To 100 | Out-Null
    }

    AfterEach { Get-VlanService | Remove-VlanService; Unregister-AllocationInventory * -Force }

    It 'registers a VLAN pool file, by value unless told otherwise' {
        $file = Write-PoolFile 100 200
        $inventory = Register-AllocationInventory lab -Path $file
        $inventory | ForEach-Object { $_.PSTypeNames[0] } | Select-Object -Unique | Should -Be 'Allocation.Core.Inventories.AllocationInventory'
        $inventory.Kind, $inventory.Source, $inventory.Location, $inventory.Held | Should -Be 'ByValue', 'File', $file, 0
        $service = New-VlanService a -NorthInventory LAB -SouthPool own
        $service.NorthVlanId, $service.SouthVlanId | Should -Be 100, 0
        (Get-Allocation -ReservationId $service.NorthAllocationKey).Pool | Should -BeExactly 'inventory:lab'
    }

    It 'records owners in a file that is Tagged' {
        $file = Write-PoolFile 100 200
        Register-AllocationInventory lab -Path $file -Kind Tagged | Out-Null
        $service = New-VlanService a -NorthInventory lab -SouthPool own
        $content = Get-Content -Raw -LiteralPath $file | ConvertFrom-Json
        $content.used | Should -Be 100
        $content.owners.'100'.owner | Should -Be $service.Id
        $content.owners.'100'.key | Should -Be $service.NorthAllocationKey
    }

    It 'replaces a registration by one of the same kind while numbers are held' {
        $wrong, $right = (Write-PoolFile 100 200), (Write-PoolFile 100 200)
        Register-AllocationInventory lab -Path $wrong | Out-Null
        New-VlanService a -NorthInventory lab -SouthPool own | Out-Null
        (Watch-Command { Register-AllocationInventory lab -Path $right }).Errors | Should -Be 'PoolExists'
        (Watch-Command { Register-AllocationInventory lab -Path $right -Replace -Kind Tagged }).Errors | Should -Be 'InvalidPool'
        (Watch-Command { Register-AllocationInventory other -Path $right -Replace }).Errors | Should -Be 'InventoryNotFound'
        Register-AllocationInventory lab -Path $right -Replace -WhatIf
        (Watch-Command { Register-AllocationInventory lab -Path $right -Replace -Kind Tagged -WhatIf }).Errors | Should -Be 'InvalidPool'
        (Get-AllocationInventory lab).Location | Should -Be $wrong
        $replaced = Register-AllocationInventory LAB -Path $right -Replace
        $replaced.Name, $replaced.Location, $replaced.Held | Should -BeExactly 'lab', $right, 1
    }

    It 'completes the kinds that an inventory can have' {
        (Get-Completion 'Register-AllocationInventory x -Kind ').CompletionText | Sort-Object | Should -Be 'ById', 'ByValue', 'Tagged'
    }

    It 'has no kind that only our own pools are' {
        { Register-AllocationInventory a -Path x.json -Kind Transactional } | Should -Throw -ErrorId 'ParameterArgumentTransformationError,*'
        { Register-AllocationInventory a -Kind Transactional -Allocate { 1 } -Free { $true } } | Should -Throw -ErrorId 'ParameterArgumentTransformationError,*'
    }

    It 'takes numbers from script blocks and gives them back' {
        $script:taken = [System.Collections.Generic.List[long]]::new()
        Register-AllocationInventory script -Kind ByValue -Allocate {
            param($request)
            $number = if ($request.Exactly) { $request.Exactly } else { 500 + $script:taken.Count }
            $script:taken.Add($number); $number
        } -Free { param($holding) $script:taken.Remove($holding.Number) } -List { $script:taken } | Out-Null
        $service = New-VlanService a -NorthInventory script -SouthInventory script -SouthVlanId 777
        # Exact requests go first.
        $service.NorthVlanId, $service.SouthVlanId | Should -Be 501, 777
        Remove-VlanService a
        $script:taken | Should -BeNullOrEmpty
    }

    It 'puts script blocks that give nothing or raise into our words' {
        Register-AllocationInventory empty -Kind ByValue -Allocate { } -Free { } | Out-Null
        Register-AllocationInventory broken -Kind Tagged -Allocate { throw 'down' } -Free { } -Find { } | Out-Null
        (Watch-Command { New-VlanService a -NorthInventory empty -SouthPool own }).Records[0].Exception.InnerException.Kind | Should -Be 'PoolExhausted'
        (Watch-Command { New-VlanService a -NorthInventory broken -SouthPool own }).Records[0].Exception.InnerException.Kind | Should -Be 'InventoryFailed'
        Get-VlanService | Should -BeNullOrEmpty
    }

    It 'takes an error that a script block writes for a failure, whatever it puts out' {
        $script:isDown = $true
        Register-AllocationInventory ipam -Kind ByValue -Allocate { 600 } -Free { if ($script:isDown) { Write-Error 'IPAM is down' } } -List { } | Out-Null
        New-VlanService a -NorthInventory ipam -SouthPool own | Out-Null
        (Watch-Command { Remove-VlanService a }).Errors | Should -Be 'ReleaseFailed'
        (Get-VlanService a).State | Should -Be 'deallocating'
        (Get-Allocation -Pool inventory:ipam).Value | Should -Be 600
        $script:isDown = $false
        Remove-VlanService a
        Get-Allocation | Should -BeNullOrEmpty

        $script:listed = @()
        Register-AllocationInventory doubtful -Kind ByValue -Allocate { $script:listed = 601; Get-Item (Join-Path $TestDrive 'nowhere'); 601 } -Free { $true } -List { $script:listed } | Out-Null
        (Watch-Command { New-VlanService b -NorthInventory doubtful -SouthPool own }).Errors | Should -Be 'AllocationFailed'
        $leak = Get-AllocationLeak
        $leak.Kind, $leak.Value, $leak.Attribute | Should -Be 'Suspect', 601, 'north_vlan_id'
        $leak | Repair-Allocation -Confirm:$false | Out-Null
        Get-AllocationLeak | Should -BeNullOrEmpty
    }

    It 'runs a program without a shell, and shows no secret' {
        $program = Join-Path $TestDrive 'ipam.ps1'
        @'
$question = [Console]::In.ReadToEnd() | ConvertFrom-Json
switch ($question.operation) {
    'allocate' { @{ number = 600; id = 'handle' } | ConvertTo-Json -Compress }
    'free' { @{ freed = $question.id -eq 'handle' } | ConvertTo-Json -Compress }
}
'@ | Set-Content -LiteralPath $program
        $inventory = Register-AllocationInventory ipam -Kind ById -Command (@(Get-PwshCommand) + '-NoProfile', '-File', $program) -Environment @{ TOKEN = 'geheim' } -TimeLimit ([timespan]::FromSeconds($hangLimit))
        $inventory | Format-List * | Out-String | Should -Not -Match 'geheim'
        $service = New-VlanService a -NorthInventory ipam -SouthPool own
        $service.NorthVlanId | Should -Be 600
        (Get-Allocation -ReservationId $service.NorthAllocationKey).Handle | Should -Be 'handle'
    }

    It 'has a secret read at each call, and keeps only its place' {
        $program = Join-Path $TestDrive 'secretive.ps1'
        @'
$question = [Console]::In.ReadToEnd() | ConvertFrom-Json
if ($question.operation -eq 'allocate') { @{ error = 'failed'; message = "token $env:TOKEN, pin $env:PIN of 17, inherited '$env:PGPASSWORD'" } | ConvertTo-Json -Compress }
'@ | Set-Content -LiteralPath $program
        Set-Content -LiteralPath (Join-Path $TestDrive 'token') -Value 'geheim'
        $env:PGPASSWORD = 'password of the store'
        $env:ALLOCATION_TEST_PIN = '7'
        try {
            $store = Join-Path $TestDrive 'secrets.json'
            $at = @{ Store = "json:$store" }
            New-AllocationPool own -From 0 -To 9 @at | Out-Null
            Register-AllocationInventory ipam -Kind ById -Command (@(Get-PwshCommand) + '-NoProfile', '-File', $program) -TimeLimit ([timespan]::FromSeconds($hangLimit)) -EnvironmentFrom @{
                TOKEN = 'file:' + (Join-Path $TestDrive 'token'); PIN = 'env:ALLOCATION_TEST_PIN'
            } @at | Out-Null
            $seen = Watch-Command { New-VlanService a -NorthInventory ipam -SouthPool own @at }
            "$($seen.Records[0].Exception.Message)" | Should -Match "token \*\*\*, pin \*\*\* of 17, inherited ''"
            Get-Content -Raw -LiteralPath $store | Should -Not -Match 'geheim'
        }
        finally { Remove-Item Env:PGPASSWORD, Env:ALLOCATION_TEST_PIN }
    }

    It 'does not repeat a secret that was given instead of its place' {
        $seen = Watch-Command { Register-AllocationInventory ipam -Kind ById -Command program -EnvironmentFrom @{ TOKEN = 'geheim' } }
        $seen.Errors | Should -Be 'InvalidPool'
        "$($seen.Records[0].Exception)" | Should -Not -Match 'geheim'
    }

    It 'refuses <Label>' -ForEach @(
        @{ Label = 'a password for a file'; Arguments = @{ Name = 'a'; Kind = 'ByValue'; Database = 'sqlite:x.db'; AllocateSql = 'x'; FreeSql = 'x'; DatabasePasswordFrom = 'env:X' }; Id = 'InvalidPool' }
        @{ Label = 'a bad name'; Arguments = @{ Name = 'a:b'; Path = 'x.json' }; Id = 'InvalidPool' }
        @{ Label = 'a table without a way to find'; Arguments = @{ Name = 'a'; Database = 'sqlite:x.db'; AllocateSql = 'x'; FreeSql = 'x' }; Id = 'InvalidPool' }
    ) {
        (Watch-Command { Register-AllocationInventory @Arguments }).Errors | Should -Be $Id
        Get-AllocationInventory | Should -BeNullOrEmpty
    }

    It 'refuses a name that is taken, in any case' {
        Register-AllocationInventory lab -Path (Write-PoolFile 1 2) | Out-Null
        (Watch-Command { Register-AllocationInventory LAB -Path (Write-PoolFile 1 2) }).Errors | Should -Be 'PoolExists'
        (Watch-Command { Register-AllocationInventory LAB -Kind ByValue -Allocate { } -Free { } }).Errors | Should -Be 'PoolExists'
    }

    It 'passes on the words of script blocks' {
        Register-AllocationInventory broken -Kind ByValue -Allocate { throw 'my own words' } -Free { } | Out-Null
        (Watch-Command { New-VlanService a -NorthInventory broken -SouthPool own }).Records[0].Exception.InnerException.Message | Should -Be "Inventory 'inventory:broken' failed to allocate: my own words."
    }

    It 'replaces script blocks while numbers are held, for this store alone' {
        Register-AllocationInventory lab -Kind ByValue -Allocate { 600 } -Free { throw 'a fault' } | Out-Null
        New-VlanService a -NorthInventory lab -SouthPool own | Out-Null
        (Watch-Command { Remove-VlanService a }).Errors | Should -Be 'ReleaseFailed'
        (Watch-Command { Register-AllocationInventory lab -Kind ById -Allocate { 600 } -Free { $true } }).Errors | Should -Be 'PoolInUse'
        (Register-AllocationInventory lab -Kind ByValue -Allocate { 600 } -Free { $true }).Held | Should -Be 1
        Remove-VlanService a
        Get-Allocation | Should -BeNullOrEmpty
        Connect-FreshStore
        Get-AllocationInventory | Should -BeNullOrEmpty
    }

    It 'registers nothing with -WhatIf' {
        Register-AllocationInventory lab -Path (Write-PoolFile 1 2) -WhatIf
        Get-AllocationInventory | Should -BeNullOrEmpty
    }
}
