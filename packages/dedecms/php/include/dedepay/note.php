<?php
/*
 * Refunds and closed trades become a line in the order's text, where the owner reads it. No state, stock or gold is touched:
 * what was handed out is taken back by a person or not at all.
 */

/** array(HTTP status, outcome). The same news again adds nothing. */
function dedepay_note($db, $kind, $type, $payment)
{
    $what = $type === 'payment.refunded'
        ? dedepay_text('refunded') . ' ' . sprintf('%.2f', $payment['refunded_fen'] / 100)
        : dedepay_text('closed');
    // Not the receipt: that stands only beside what was handed out.
    $line = $db->quote(' [' . $what . ' #' . substr($payment['id'], -8) . ']');
    $order_no = $payment['order_no'];
    $places = array('goods' => array('shops_userinfo', 'des', 'oid'), 'member' => array('member_operation', 'oldinfo', 'buyid'));
    list($table, $column, $key) = $places[$kind];
    $changed = $db->change(
        "UPDATE `#@__$table` SET $column=CONCAT(IFNULL($column,''),$line) WHERE $key='$order_no' AND INSTR(IFNULL($column,''),$line)=0"
    );
    return array(200, $changed > 0 ? 'written_down' : 'noted');
}
