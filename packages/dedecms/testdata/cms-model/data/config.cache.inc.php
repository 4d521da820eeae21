<?php
$cfg_basehost = 'http://127.0.0.1:8088';
$cfg_cmspath = '';
$cfg_mb_open = 'Y';
