<?php
// One call of the gateway as the site makes it. Arguments: folder of our PHP files, address, file of root certificates.
require $argv[1] . '/include/dedepay/load.php';
$settings = array('gateway' => $argv[2], 'key_id' => 'key_test_site', 'secret' => 'secret of the test site', 'ca_file' => $argv[3]);
$answer = dedepay_call($settings, 'POST', '/v1/payments', '', '{"subject":"' . str_repeat('x', 20000) . '"}');
echo json_encode(array($answer['status'], isset($answer['error']) ? $answer['error'] : $answer['data'], $answer['retry_after']));
