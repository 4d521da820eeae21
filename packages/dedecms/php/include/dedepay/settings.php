<?php
/* Reads data/dedepay.config.php, and what is known about this installation. Never runs a file of the CMS but data/common.inc.php. */

/** Where the CMS keeps its data: in the web root, or beside it where the owner moved it out. */
function dedepay_data_folder()
{
    $usual = DEDEPAY_ROOT . '/data';
    $moved = dirname(DEDEPAY_ROOT) . '/data';
    return !is_file($usual . '/common.inc.php') && @is_file($moved . '/common.inc.php') ? $moved : $usual;
}

/** array(settings or null, names of what is missing or wrong). */
function dedepay_read_settings()
{
    $path = dedepay_data_folder() . '/dedepay.config.php';
    // A byte order mark or a blank line in it must not become part of an answer.
    ob_start();
    $read = is_file($path) ? include $path : null;
    ob_end_clean();
    if (!is_array($read)) {
        return array(null, array('dedepay.config.php'));
    }
    $settings = array('legacy_account' => '', 'account' => '', 'site_url' => '', 'ca_file' => '', 'work_distance_s' => 5);
    foreach ($read as $name => $value) {
        $settings[$name] = is_string($value) ? trim($value) : $value;
    }
    $wrong = array();
    foreach (array('gateway', 'key_id', 'secret', 'webhook_secret') as $name) {
        // An empty secret would let anybody sign.
        if (!isset($settings[$name]) || !is_string($settings[$name]) || strlen($settings[$name]) < 8) {
            $wrong[] = $name;
        }
    }
    if (!$wrong && !dedepay_is_safe_address($settings['gateway'])) {
        $wrong[] = 'gateway';
    }
    if ($wrong) {
        return array(null, $wrong);
    }
    $settings['gateway'] = rtrim($settings['gateway'], '/');
    $settings['site_url'] = rtrim($settings['site_url'], '/');
    $settings['work_distance_s'] = (int) $settings['work_distance_s'];
    return array($settings, array());
}

/** The settings, or null where they are missing or incomplete. */
function dedepay_settings()
{
    list($settings) = dedepay_read_settings();
    return $settings;
}

/** HTTPS; plain HTTP only inside this machine, because what comes back over it could be anybody's. */
function dedepay_is_safe_address($address)
{
    return (bool) preg_match('#^(https://[^/?\#@\s]+|http://(127\.0\.0\.1|localhost|\[::1\])(:\d+)?)(/[^?\#\s]*)?\z#', $address);
}

/** Address of the CMS's root as this request came, or as the settings say. Without a trailing slash; '' where unknown. */
function dedepay_site_url($settings)
{
    if ($settings['site_url'] !== '') {
        return $settings['site_url'];
    }
    $host = isset($_SERVER['HTTP_HOST']) ? $_SERVER['HTTP_HOST'] : '';
    $script = isset($_SERVER['SCRIPT_NAME']) ? $_SERVER['SCRIPT_NAME'] : '';
    // Scripts which show a pay button lie one folder below the root: plus/ or member/.
    if (!preg_match('/^[A-Za-z0-9.-]+(:\d+)?\z/', $host) || !preg_match('#^((?:/[\w.~-]+)*)/[\w-]+/[\w.-]+\.php\z#', $script, $match)) {
        return '';
    }
    $secure = isset($_SERVER['HTTPS']) && $_SERVER['HTTPS'] !== '' && $_SERVER['HTTPS'] !== 'off';
    return ($secure ? 'https://' : 'http://') . $host . $match[1];
}

/** 'ours', 'foreign' (a stock file came back, as an upgrade does it) or 'missing'. */
function dedepay_plugin()
{
    $path = DEDEPAY_ROOT . '/include/payment/alipay.php';
    if (!is_file($path)) {
        return 'missing';
    }
    return strpos(file_get_contents($path), 'dedepay drop-in') !== false ? 'ours' : 'foreign';
}

/** Version, charset and database charset as the CMS's files say, read as text; '' where they don't. */
function dedepay_edition()
{
    $wanted = array(
        'version' => array(DEDEPAY_ROOT . '/include/common.inc.php', 'cfg_version'),
        'charset' => array(DEDEPAY_ROOT . '/include/common.inc.php', 'cfg_soft_lang'),
        'database_charset' => array(dedepay_data_folder() . '/common.inc.php', 'cfg_db_language'),
    );
    $edition = array();
    foreach ($wanted as $name => $place) {
        $text = is_file($place[0]) ? file_get_contents($place[0]) : '';
        $found = preg_match('/\$' . $place[1] . '\s*=\s*[\'"]([\w.-]{1,40})[\'"]/', $text, $match);
        $edition[$name] = $found ? $match[1] : '';
    }
    return $edition;
}

/** Files of data/payment/ without a key: with the stock plugin, each of them lets anybody forge a payment. */
function dedepay_keyless_payment_files()
{
    $keyless = array();
    foreach (array('alipay', 'bank', 'cod', 'yeepay') as $code) {
        $path = dedepay_data_folder() . '/payment/' . $code . '.php';
        if (is_file($path) && !preg_match('/[\'"]alipay_key[\'"]\s*=>\s*[\'"][^\'"]{8,}[\'"]/', file_get_contents($path))) {
            $keyless[] = 'data/payment/' . $code . '.php';
        }
    }
    return $keyless;
}
