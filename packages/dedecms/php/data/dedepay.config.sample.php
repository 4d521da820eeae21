<?php
// Copy to data/dedepay.config.php and fill in. Called from the outside it answers nothing.
return array(
    'gateway' => 'https://pay.example.com',
    'key_id' => '',
    'secret' => '',
    'webhook_secret' => '',
    // Account at the gateway which takes the notifications of payments begun before the change; '' for none.
    'legacy_account' => '',
);
