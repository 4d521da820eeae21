<?php
return array('subject' => '支付订单号：S-P1001RN7', 'body' => '“蓝色”棉布手提袋 & 一本书', 'receiver' => '王小明');
