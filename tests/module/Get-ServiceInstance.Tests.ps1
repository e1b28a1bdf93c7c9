BeforeAll { . (Join-Path $PSScriptRoot 'Module.ps1') }

Describe 'Get-ServiceInstance' {
    BeforeEach {
        Connect-FreshStore
        Register-Switch | Out-Null
        Add-Switch a x | Out-Null
        Add-Switch b | Out-Null
    }

    It 'finds by name, pattern, definition and state' {
        New-VlanService v | Out-Null
        (Get-ServiceInstance).Name | Should -Be 'a', 'b', 'v'
        (Get-ServiceInstance -Definition switch).Name | Should -Be 'a', 'b'
        (Get-ServiceInstance [ab] -State up).Name | Should -Be 'a', 'b'
        (Get-ServiceInstance v).Attributes.north_vlan_id | Should -Be 101
        Remove-ServiceInstance Switch b
        (Get-ServiceInstance -State terminated).Name | Should -Be 'b'
        (Watch-Command { Get-ServiceInstance b }).Errors | Should -Be 'ServiceNotFound'
    }

    It 'takes its own output' {
        (Get-ServiceInstance a | Get-ServiceInstance).Id | Should -Be (Get-ServiceInstance a).Id
    }

    It 'shows with -History which service of two that had one name' {
        $old = New-ServiceInstance VlanService twice
        Remove-ServiceInstance VlanService twice
        $new = New-ServiceInstance VlanService twice
        $history = Get-ServiceInstance twice -History
        $history.ServiceName | Select-Object -Unique | Should -Be twice
        $history.ServiceId | Select-Object -Unique | Should -Be $old.Id, $new.Id
        $table = $history | Out-String -Width 80
        $table | Should -BeLike "*$($old.Id)*$($new.Id)*"
    }

    It 'shows every transfer and allocation with -History' {
        $history = Get-ServiceInstance a -History
        ($history | Where-Object Kind -EQ Transferred).To | Should -Be 'acknowledged', 'creating', 'up'
        $allocated = $history | Where-Object Kind -EQ Allocated
        $allocated.Attribute, $allocated.Value | Should -Be 'ports[name=x].vlan', '100'
        $allocated.ReservationId | Should -Be (Get-Allocation -Pool vlan).ReservationId
    }

    It 'goes through JSON' {
        $json = Get-ServiceInstance a | ConvertTo-Json -Depth 10 | ConvertFrom-Json
        $json.Attributes.ports[0].vlan | Should -Be 100
    }
}
