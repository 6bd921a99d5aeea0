# GTKWave set-up for the waves of kcp cosim and kcp run: where cycle model and RTL differ, then the
# pins by channel, each in the model and below it in the RTL.
#   gtkwave -S sim/waves/streams.tcl run.vcd
set all [list]
set pins [list]
for {set i 0} {$i < [gtkwave::getNumFacs]} {incr i} {
  set name [gtkwave::getFacName $i]
  lappend all $name
  if {[regexp {^kcp\.(model|rtl)\.([^.]*)$} $name -> scope pin] && $pin ni $pins} {
    lappend pins $pin
  }
}
gtkwave::addSignalsFromList [lsearch -all -inline $all kcp.differ*]
foreach channel {{aclk aresetn} s_axis_* m_axis_* s_axil_*} {
  set shown [list]
  foreach pattern $channel {
    foreach pin [lsearch -all -inline $pins $pattern*] {
      foreach scope {model rtl} {
        if {"kcp.$scope.$pin" in $all} { lappend shown kcp.$scope.$pin }
      }
    }
  }
  gtkwave::addSignalsFromList $shown
}
gtkwave::/Time/Zoom/Zoom_Best_Fit
