<?php
/*
 * Top-ups and upgrades: a card from the stock, or its gold where there is none left; a rank with its days. Nothing is handed
 * out before the money is the seller's. What was handed out is written into the order's text by the same statement.
 */

/** What fits into dede_member.money (mediumint unsigned) and .exptime (smallint): more would be cut without a word. */
define('DEDEPAY_MOST_GOLD', 16777215);
define('DEDEPAY_MOST_DAYS', 32767);
/** A card or a member's row changed under us this often: somebody will try again later. */
define('DEDEPAY_MOST_TRIES', 50);

/** array(HTTP status, outcome) */
function dedepay_take_operation($db, $order, $payment, $now)
{
    if ($order['settled']) {
        $known = $payment['adopted'] || strpos($order['info'], dedepay_receipt($payment)) !== false;
        return $known ? array(200, 'already_done') : array(409, 'closed_without_fulfilment');
    }
    if ($payment['adopted'] && $order['state'] === 1) {
        // The stock plugin stopped between its three steps: perhaps before it gave anything, perhaps after.
        return array(409, 'half_done_before_changeover');
    }
    $why = dedepay_why_not($order, $payment);
    if ($why !== null) {
        return array(409, $why);
    }
    if ($order['product'] === 'card') {
        return dedepay_hand_out_card($db, $order, $payment, $now);
    }
    return $order['product'] === 'member' ? dedepay_upgrade($db, $order, $payment, $now) : array(409, 'product_unknown');
}

function dedepay_hand_out_card($db, $order, $payment, $now)
{
    // By its number: a type that was renamed meanwhile is still the one which was bought.
    $type = $db->row('SELECT num FROM `#@__moneycard_type` WHERE tid=' . $order['pid']);
    if ($type === null) {
        return array(409, 'card_type_missing');
    }
    $order_no = $payment['order_no'];
    $receipt = $db->quote(' ' . dedepay_receipt($payment));
    $label = $db->quote(dedepay_text('card_number'));
    $is_atomic = $db->isAtomic();
    for ($try = 0; $try < DEDEPAY_MOST_TRIES; $try++) {
        $card = $db->row('SELECT aid FROM `#@__moneycard_record` WHERE ctid=' . $order['pid'] . ' AND isexp=0 ORDER BY aid LIMIT 1');
        if ($card === null) {
            return dedepay_credit($db, $order, $payment, dedepay_gold_of($type, $payment));
        }
        $changed = $db->changeOrBreak(
            "UPDATE `#@__moneycard_record` r, `#@__member_operation` o SET r.uid=o.mid, r.isexp=1, r.utime=$now, o.sta=2, o.oldinfo=CONCAT($label,r.cardid,$receipt)"
            . ' WHERE r.aid=' . (int) $card['aid'] . " AND r.isexp=0 AND o.buyid='$order_no' AND o.sta<2",
            $is_atomic
        );
        if ($changed === null) {
            return dedepay_interrupted(array('what' => 'card', 'card' => (int) $card['aid']));
        }
        $outcome = dedepay_operation_outcome($db, $payment, $changed);
        if ($outcome !== null) {
            return $outcome;
        }
    }
    return array(503, 'busy');
}

/** The gold of a card type as it was when the buyer ordered; a later change of the type is not the buyer's. */
function dedepay_gold_of($type, $payment)
{
    $ordered = isset($payment['metadata']['gold']) ? $payment['metadata']['gold'] : '';
    return is_string($ordered) && preg_match('/^\d{1,8}\z/', $ordered) ? (int) $ordered : (int) $type['num'];
}

/** Out of cards: the gold itself, as the CMS does. */
function dedepay_credit($db, $order, $payment, $gold)
{
    $order_no = $payment['order_no'];
    $info = '+' . $gold . ' ' . dedepay_receipt($payment);
    $is_atomic = $db->isAtomic();
    for ($try = 0; $try < DEDEPAY_MOST_TRIES; $try++) {
        $before = dedepay_read_member($db, $order['owner']);
        if ($before === null) {
            return array(409, 'member_missing');
        }
        if ($before['gold'] > DEDEPAY_MOST_GOLD - $gold) {
            return array(409, 'gold_would_overflow');
        }
        $changed = $db->changeOrBreak(
            "UPDATE `#@__member` m, `#@__member_operation` o SET m.money=m.money+$gold, o.sta=2, o.oldinfo=" . $db->quote($info)
            . " WHERE o.buyid='$order_no' AND o.sta<2 AND m.mid=o.mid AND " . dedepay_member_unchanged($before),
            $is_atomic
        );
        if ($changed === null) {
            $after = array_merge($before, array('gold' => $before['gold'] + $gold));
            return dedepay_interrupted(array('what' => 'gold', 'before' => $before, 'after' => $after, 'info' => $info));
        }
        $outcome = dedepay_operation_outcome($db, $payment, $changed);
        if ($outcome !== null) {
            return $outcome;
        }
    }
    return array(503, 'busy');
}

function dedepay_upgrade($db, $order, $payment, $now)
{
    $type = $db->row('SELECT `rank`, exptime FROM `#@__member_type` WHERE aid=' . $order['pid']);
    if ($type === null) {
        return array(409, 'member_type_missing');
    }
    $order_no = $payment['order_no'];
    $rank = (int) $type['rank'];
    $bonus = $db->row("SELECT money, scores FROM `#@__arcrank` WHERE `rank`=$rank");
    $gold = $bonus === null ? 0 : (int) $bonus['money'];
    $scores = $bonus === null ? 0 : (int) $bonus['scores'];
    $is_atomic = $db->isAtomic();
    for ($try = 0; $try < DEDEPAY_MOST_TRIES; $try++) {
        $before = dedepay_read_member($db, $order['owner']);
        $refusal = dedepay_upgrade_refusal($before, $rank, $gold, $now);
        if ($refusal !== null) {
            return array(409, $refusal);
        }
        $days = min(DEDEPAY_MOST_DAYS, (int) $type['exptime'] + dedepay_days_left($before, $now));
        $info = "rank $rank, $days days " . dedepay_receipt($payment);
        // A statement over two tables assigns in no promised order: so nothing on the right side but the sums changes in it,
        // and what the days were computed from is part of the condition.
        $changed = $db->changeOrBreak(
            "UPDATE `#@__member` m, `#@__member_operation` o SET m.exptime=$days, m.uptime=$now, m.`rank`=$rank,"
            . " m.money=m.money+$gold, m.scores=m.scores+$scores, o.sta=2, o.oldinfo=" . $db->quote($info)
            . " WHERE o.buyid='$order_no' AND o.sta<2 AND m.mid=o.mid AND " . dedepay_member_unchanged($before),
            $is_atomic
        );
        if ($changed === null) {
            $gained = array('gold' => $before['gold'] + $gold, 'scores' => $before['scores'] + $scores);
            $after = array_merge($before, $gained, array('rank' => $rank, 'uptime' => $now, 'exptime' => $days));
            return dedepay_interrupted(array('what' => 'rank', 'before' => $before, 'after' => $after, 'info' => $info));
        }
        $outcome = dedepay_operation_outcome($db, $payment, $changed);
        if ($outcome !== null) {
            return $outcome;
        }
    }
    return array(503, 'busy');
}

/** The columns of a member's row that top-ups and upgrades change, and how many of its orders are done; or null. */
function dedepay_read_member($db, $mid)
{
    $row = $db->row(
        'SELECT m.`rank`, m.uptime, m.exptime, m.money, m.scores, (SELECT COUNT(*) FROM `#@__member_operation` o WHERE o.mid=m.mid AND o.sta=2) AS settled'
        . " FROM `#@__member` m WHERE m.mid=$mid"
    );
    return $row === null ? null : array(
        'gold' => (int) $row['money'],
        'rank' => (int) $row['rank'],
        'uptime' => (int) $row['uptime'],
        'exptime' => (int) $row['exptime'],
        'scores' => (int) $row['scores'],
        'settled' => (int) $row['settled'],
    );
}

/** What a statement was computed from still holds when it takes effect. */
function dedepay_member_unchanged($before)
{
    return 'm.money=' . $before['gold'] . ' AND m.`rank`=' . $before['rank'] . ' AND m.uptime=' . $before['uptime']
        . ' AND m.exptime=' . $before['exptime'] . ' AND m.scores=' . $before['scores'];
}

/** On MyISAM half of a broken statement may be written, and repeating it could give twice: a person looks, with all that helps. */
function dedepay_interrupted($interruption)
{
    return array(409, 'interrupted', $interruption);
}

/** Why this member can't be upgraded without losing something, or null. */
function dedepay_upgrade_refusal($member, $rank, $gold, $now)
{
    if ($member === null) {
        return 'member_missing';
    }
    // The CMS would overwrite a better rank that still runs.
    if ($member['rank'] > $rank && dedepay_days_left($member, $now) > 0) {
        return 'rank_would_fall';
    }
    return $member['gold'] > DEDEPAY_MOST_GOLD - $gold ? 'gold_would_overflow' : null;
}

function dedepay_days_left($member, $now)
{
    $exptime = (int) $member['exptime'];
    // Another upgrade may have begun a second after this one and ended before it: no day has passed then, and none is won.
    $passed = max(0, (int) floor(($now - (int) $member['uptime']) / 86400));
    return $exptime > 0 ? max(0, $exptime - $passed) : 0;
}

/** The row afterwards decides, not what was read before. null: the order still waits, something else has changed. */
function dedepay_operation_outcome($db, $payment, $changed)
{
    if ($changed > 0) {
        return array(200, 'done');
    }
    $order = dedepay_find_order($db, $payment['order_no']);
    if ($order['found'] !== 1) {
        return array(409, $order['found'] === 0 ? 'order_missing' : 'order_doubled');
    }
    if (!$order['settled']) {
        return null;
    }
    return strpos($order['info'], dedepay_receipt($payment)) !== false ? array(200, 'already_done') : array(409, 'closed_without_fulfilment');
}
