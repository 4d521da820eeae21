<?php
// Copy to data/dedepay.config.php and fill in. Called from the outside it answers nothing.
return array(
    // Address of the gateway: https://, or http:// on this very machine.
    'gateway' => 'https://pay.example.com',
    // Shown once, when the site is registered at the gateway.
    'key_id' => '',
    'secret' => '',
    'webhook_secret' => '',
    // Account at the gateway which takes the notifications of payments begun before the change; '' is the site's usual one.
    'legacy_account' => '',
    // Account which receives the money; '' is the site's usual one.
    'account' => '',
    // Address of the CMS's root as buyers see it; '' takes it from each request.
    'site_url' => '',
    // File of root certificates, where the host has none of its own.
    'ca_file' => '',
);
