<?php
/* Model: what every page of the CMS loads first. Only the settings that payments meet; written from the published facts. */
$cfg_version = 'V57_UTF8_SP2';
$cfg_soft_lang = 'utf-8';
define('MODEL_ROOT', dirname(dirname(__FILE__)));
require MODEL_ROOT . '/data/config.cache.inc.php';
require MODEL_ROOT . '/data/common.inc.php';

/** Says when it is emptied. */
class ModelCart
{
    public function clearItem()
    {
        header('X-Cart: emptied');
    }
}

class ModelLogin
{
    public $M_ID;

    public function __construct($id)
    {
        $this->M_ID = $id;
    }
}

$cart = new ModelCart();
$cfg_ml = new ModelLogin(isset($_GET['login']) ? (int) $_GET['login'] : 0);
$dopost = isset($_GET['dopost']) ? $_GET['dopost'] : '';

/** How the CMS answers everything: a page. */
function model_show($html)
{
    global $cfg_soft_lang;
    header('Content-Type: text/html; charset=' . $cfg_soft_lang);
    echo '<html><body><script>document.write("' . $html . '");</script></body></html>';
    exit;
}
