<?php
/* Orders as the CMS stores them. Amounts are fen; floats, because PHP on 32 bits has no integers of that size. */

/** 'goods', 'member' or null. What matches holds nothing that SQL would have to escape. */
function dedepay_order_kind($order_no)
{
    if (!is_string($order_no)) {
        return null;
    }
    if (preg_match('/^S-P\d{9,10}RN[1-9]\d\d\z/', $order_no)) {
        return 'goods';
    }
    return preg_match('/^M\d{1,10}T\d{9,10}RN[1-9]\d\d\z/', $order_no) ? 'member' : null;
}

/** How far apart, in fen, a stored total of about this size and the asked one may lie: the columns are float(13,2). */
function dedepay_float_step_fen($fen)
{
    $yuan = floor($fen / 100);
    return $yuan < 1 ? 0.0 : 100 * pow(2, strlen(decbin((int) $yuan)) - 1 - 23);
}

/** Whether a stored total can be the float32 image of the asked one: at most one unit in the last place apart. */
function dedepay_is_float_image($asked_fen, $stored_fen)
{
    $difference = abs($asked_fen - $stored_fen);
    return $difference == 0 || $difference <= dedepay_float_step_fen(max($asked_fen, $stored_fen));
}

/**
 * A goods order or a top-up. 'found' counts the rows, because the CMS's number is not unique; the rest is of the first one.
 * 'settled': paid or further (goods), handed out (top-up). 'owner': the member's id, 0 for a guest. 'created': Unix time.
 */
function dedepay_find_order($db, $order_no)
{
    return dedepay_order_kind($order_no) === 'goods' ? dedepay_find_goods($db, $order_no) : dedepay_find_operation($db, $order_no);
}

function dedepay_find_goods($db, $order_no)
{
    $count = $db->row("SELECT COUNT(*) AS n FROM `#@__shops_orders` WHERE oid='$order_no'");
    $row = $db->row("SELECT userid, pid, state, stime, ROUND(priceCount*100) AS total_fen, ROUND(price*100) AS goods_fen FROM `#@__shops_orders` WHERE oid='$order_no' LIMIT 1");
    $sum = $db->row("SELECT ROUND(SUM(price*buynum)*100) AS fen FROM `#@__shops_products` WHERE oid='$order_no'");
    $row = $row ? $row : array('userid' => 0, 'pid' => 0, 'state' => 0, 'stime' => 0, 'total_fen' => 0, 'goods_fen' => 0);
    return array(
        'kind' => 'goods',
        'found' => (int) $count['n'],
        'state' => (int) $row['state'],
        'settled' => (int) $row['state'] > 0,
        'total_fen' => (float) $row['total_fen'],
        // A replayed order number changes the total of the order and leaves the goods in it.
        'consistent' => dedepay_is_float_image((float) $row['goods_fen'], (float) $sum['fen']),
        'owner' => (int) $row['userid'],
        'created' => (float) $row['stime'],
        'delivery' => (int) $row['pid'],
    );
}

function dedepay_find_operation($db, $order_no)
{
    $count = $db->row("SELECT COUNT(*) AS n FROM `#@__member_operation` WHERE buyid='$order_no'");
    $row = $db->row("SELECT mid, pid, product, money, sta, mtime, oldinfo FROM `#@__member_operation` WHERE buyid='$order_no' LIMIT 1");
    $row = $row ? $row : array('mid' => 0, 'pid' => 0, 'product' => '', 'money' => 0, 'sta' => 0, 'mtime' => 0, 'oldinfo' => '');
    return array(
        'kind' => 'member',
        'found' => (int) $count['n'],
        'state' => (int) $row['sta'],
        // 1 is the administrator's "paid" or a plugin that stopped half-way: no fulfilment.
        'settled' => (int) $row['sta'] === 2,
        'total_fen' => 100.0 * (float) $row['money'],
        'consistent' => true,
        'owner' => (int) $row['mid'],
        'created' => (float) $row['mtime'],
        'pid' => (int) $row['pid'],
        'product' => $row['product'],
        'info' => (string) $row['oldinfo'],
    );
}
