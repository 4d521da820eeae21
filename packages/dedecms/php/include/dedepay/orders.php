<?php
/*
 * How the orders of this shop are, page by page, for the gateway's owner who compares them with the gateway's books. Reads
 * only. No names, no addresses, no card numbers. The gateway reads the same over the database where it has it
 * (packages/dedecms/src/database/read-orders.ts).
 */

define('DEDEPAY_MOST_ORDERS', 200);

/** `$asked`: orders = goods, member, cards (with after, since, limit) or named (with numbers, separated by commas). */
function dedepay_orders_page($db, $asked)
{
    $after = isset($asked['after']) && is_string($asked['after']) ? $asked['after'] : '';
    $since = isset($asked['since']) ? (int) $asked['since'] : 0;
    $limit = isset($asked['limit']) ? max(1, min(DEDEPAY_MOST_ORDERS, (int) $asked['limit'])) : DEDEPAY_MOST_ORDERS;
    $page = array('orders' => array(), 'cards' => array(), 'next' => null);
    if ($asked['orders'] === 'named') {
        $numbers = isset($asked['numbers']) && is_string($asked['numbers']) ? explode(',', $asked['numbers']) : array();
        $page['orders'] = dedepay_named_orders($db, $numbers);
    } elseif ($asked['orders'] === 'cards') {
        $page['cards'] = dedepay_unnamed_cards($db, (int) $after, $since, $limit);
        $last = end($page['cards']);
        $page['next'] = count($page['cards']) === $limit ? (string) $last['card'] : null;
    } elseif ($asked['orders'] === 'goods' || $asked['orders'] === 'member') {
        $where = ($asked['orders'] === 'goods' ? 'oid' : 'buyid') . '>' . $db->quote($after);
        $rows = $asked['orders'] === 'goods'
            ? dedepay_goods_rows($db, "$where AND stime>=$since", $limit)
            : dedepay_operation_rows($db, "$where AND mtime>=$since", $limit);
        $page['orders'] = $asked['orders'] === 'goods' ? dedepay_describe_goods($db, $rows) : dedepay_describe_operations($db, $rows);
        $last = end($rows);
        $page['next'] = count($rows) === $limit ? $last['order_no'] : null;
    } else {
        return null;
    }
    $alipay = $db->row("SELECT id FROM `#@__payment` WHERE code='alipay'");
    $page['alipay_paytype'] = $alipay === null ? null : (int) $alipay['id'];
    return $page;
}

function dedepay_named_orders($db, $numbers)
{
    $goods = array();
    $member = array();
    foreach (array_slice($numbers, 0, DEDEPAY_MOST_ORDERS) as $number) {
        $kind = dedepay_order_kind($number);
        if ($kind === 'goods') {
            $goods[] = $db->quote($number);
        } elseif ($kind === 'member') {
            $member[] = $db->quote($number);
        }
    }
    $orders = array();
    if ($goods) {
        foreach (dedepay_describe_goods($db, dedepay_goods_rows($db, 'oid IN (' . implode(',', $goods) . ')', DEDEPAY_MOST_ORDERS)) as $order) {
            $carrier = dedepay_carrier($db, dedepay_find_goods($db, $order['order_no']));
            $order['carrier'] = $carrier === '' ? dedepay_text('carrier') : $carrier;
            $orders[] = $order;
        }
    }
    if ($member) {
        $rows = dedepay_operation_rows($db, 'buyid IN (' . implode(',', $member) . ')', DEDEPAY_MOST_ORDERS);
        foreach (dedepay_describe_operations($db, $rows) as $order) {
            $operation = dedepay_find_operation($db, $order['order_no']);
            $order['member'] = dedepay_read_member($db, $operation['owner']);
            $orders[] = $order;
        }
    }
    return $orders;
}

function dedepay_goods_rows($db, $where, $limit)
{
    return $db->rows(
        'SELECT oid AS order_no, COUNT(*) AS n, MAX(state) AS state, MAX(paytype) AS paytype, MAX(stime) AS created,'
        . ' ROUND(MAX(priceCount)*100) AS total_fen, ROUND(MAX(price)*100) AS goods_fen'
        . " FROM `#@__shops_orders` WHERE $where GROUP BY oid ORDER BY oid LIMIT $limit"
    );
}

function dedepay_describe_goods($db, $rows)
{
    $numbers = array();
    foreach ($rows as $row) {
        $numbers[] = $db->quote($row['order_no']);
    }
    $sums = array();
    if ($numbers) {
        $found = $db->rows('SELECT oid, ROUND(SUM(price*buynum)*100) AS fen FROM `#@__shops_products` WHERE oid IN (' . implode(',', $numbers) . ') GROUP BY oid');
        foreach ($found as $sum) {
            $sums[$sum['oid']] = (float) $sum['fen'];
        }
    }
    $orders = array();
    foreach ($rows as $row) {
        if (dedepay_order_kind($row['order_no']) !== 'goods') {
            continue;
        }
        $sum = isset($sums[$row['order_no']]) ? $sums[$row['order_no']] : 0.0;
        $orders[] = array(
            'order_no' => $row['order_no'],
            'product' => 'goods',
            'rows' => (int) $row['n'],
            'state' => (int) $row['state'],
            'settled' => (int) $row['state'] > 0,
            'shipped' => (int) $row['state'] > 1,
            'amount_fen' => dedepay_whole((float) $row['total_fen']),
            'consistent' => dedepay_is_float_image((float) $row['goods_fen'], $sum),
            'created_at_s' => (int) $row['created'],
            'paytype' => (int) $row['paytype'],
            'mark' => null,
            'gave' => null,
            'card' => null,
            'carrier' => null,
            'member' => null,
        );
    }
    return $orders;
}

function dedepay_operation_rows($db, $where, $limit)
{
    return $db->rows(
        'SELECT buyid AS order_no, COUNT(*) AS n, MAX(sta) AS state, MAX(mtime) AS created, MAX(money) AS money, MAX(product) AS product,'
        . " MAX(oldinfo) AS info FROM `#@__member_operation` WHERE product IN ('card','member') AND $where GROUP BY buyid ORDER BY buyid LIMIT $limit"
    );
}

function dedepay_describe_operations($db, $rows)
{
    $orders = array();
    foreach ($rows as $row) {
        if (dedepay_order_kind($row['order_no']) !== 'member') {
            continue;
        }
        $gave = dedepay_read_info((string) $row['info']);
        $orders[] = array(
            'order_no' => $row['order_no'],
            'product' => $row['product'],
            'rows' => (int) $row['n'],
            'state' => (int) $row['state'],
            'settled' => (int) $row['state'] === 2,
            'shipped' => false,
            'amount_fen' => dedepay_whole(100.0 * (float) $row['money']),
            'consistent' => true,
            'created_at_s' => (int) $row['created'],
            'paytype' => null,
            'mark' => $gave['mark'],
            'gave' => $gave['gave'],
            'card' => $gave['number'] === null ? null : dedepay_card_state($db, $gave['number']),
            'carrier' => null,
            'member' => null,
        );
    }
    return $orders;
}

/** What the order's text says that we gave: array('mark', 'gave', 'number' of a card), each null where it does not. */
function dedepay_read_info($info)
{
    $none = array('mark' => null, 'gave' => null, 'number' => null);
    if (!preg_match('/^(.*?) ?\[dedepay (\w{8})\]/s', $info, $match)) {
        return $none;
    }
    $label = dedepay_text('card_number');
    if (strpos($match[1], $label) === 0) {
        return array('mark' => $match[2], 'gave' => 'card', 'number' => substr($match[1], strlen($label)));
    }
    return array('mark' => $match[2], 'gave' => substr($match[1], 0, 1) === '+' ? 'gold' : 'rank', 'number' => null);
}

function dedepay_card_state($db, $number)
{
    $row = $db->row('SELECT isexp FROM `#@__moneycard_record` WHERE cardid=' . $db->quote($number) . ' ORDER BY isexp=0 LIMIT 1');
    return $row === null ? 'missing' : ((int) $row['isexp'] === 0 ? 'in_stock' : 'sold');
}

/** Cards which are marked as sold and which no order of their buyer names. */
function dedepay_unnamed_cards($db, $after, $since, $limit)
{
    $cards = array();
    $rows = $db->rows(
        "SELECT r.aid, r.uid, r.utime FROM `#@__moneycard_record` r WHERE r.isexp=1 AND r.aid>$after AND r.utime>=$since AND NOT EXISTS"
        . " (SELECT 1 FROM `#@__member_operation` o WHERE o.mid=r.uid AND INSTR(o.oldinfo,r.cardid)>0) ORDER BY r.aid LIMIT $limit"
    );
    foreach ($rows as $row) {
        $cards[] = array('card' => (int) $row['aid'], 'member' => (int) $row['uid'], 'sold_at_s' => (int) $row['utime']);
    }
    return $cards;
}

/** An integer where PHP has one of that size, else a float, which JSON writes without a fraction. */
function dedepay_whole($fen)
{
    return $fen <= PHP_INT_MAX ? (int) $fen : $fen;
}
