<?php
$key="0123456789abcdefghijklmnopqrstuv";
$f=array("notify_time"=>"2024-01-01 10:00:05","notify_type"=>"trade_status_sync","notify_id"=>"70fec0c2730b27528665af4517c27b95","out_trade_no"=>"T1","trade_no"=>"2024010121001004000200000001","trade_status"=>"TRADE_SUCCESS","subject"=>"测试'商品' \"A\" \\ B","total_fee"=>"0.01","seller_id"=>"2088000000000001","body"=>"第一行\n  [x] => y\n第二行 ","use_coupon"=>"N");
ksort($f);$t=array();foreach($f as $k=>$v)$t[]="$k=$v";$f["sign"]=md5(join("&",$t).$key);$f["sign_type"]="MD5";
// Writes the dumps beside this file: php testdata/make-dumps.php
$d=__DIR__."/dumps";@mkdir($d);
file_put_contents("$d/print_r.txt",print_r($f,true));
file_put_contents("$d/var_export.txt",var_export($f,true));
ob_start();var_dump($f);file_put_contents("$d/var_dump.txt",ob_get_clean());
file_put_contents("$d/json.txt",json_encode($f));
file_put_contents("$d/json_unescaped.txt","[2024-01-01 10:00:00] notify: ".json_encode($f,JSON_UNESCAPED_UNICODE|JSON_UNESCAPED_SLASHES)." end");
file_put_contents("$d/query.txt",http_build_query($f));
file_put_contents("$d/log.txt","2024-01-01 INFO received POST ".http_build_query($f)." from 110.75.1.1\n");
$h="<form action='https://x/notify' method='post'>";foreach($f as $k=>$v)$h.="<input type='hidden' name='$k' value='".htmlspecialchars($v,ENT_QUOTES)."'/>";file_put_contents("$d/form.html.txt",$h."</form>");
$g=array();foreach($f as $k=>$v)$g[$k]=iconv("UTF-8","GBK",$v);unset($g["sign"],$g["sign_type"]);ksort($g);$t=array();foreach($g as $k=>$v)$t[]="$k=$v";$g["sign"]=md5(join("&",$t).$key);$g["sign_type"]="MD5";
file_put_contents("$d/gbk_query.txt",http_build_query($g));
file_put_contents("$d/gbk_print_r.txt",print_r($g,true));
file_put_contents("$d/gbk_var_export.txt",var_export($g,true));
$j=array();foreach($f as $k=>$v)$j[$k]=$v; $j["sign"]=$g["sign"];file_put_contents("$d/gbk_sign_json.txt",json_encode($j));
