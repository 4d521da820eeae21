<?php
/* Signatures between this site and the gateway, both ways. Knows no settings and no database. */

define('DEDEPAY_WINDOW_S', 300);

/** Equal or not, in a time which does not tell where they differ. Never a loose comparison: "0e1" is not "0". */
function dedepay_same($known, $given)
{
    if (!is_string($given) || strlen($known) !== strlen($given)) {
        return false;
    }
    $difference = 0;
    for ($i = 0; $i < strlen($known); $i++) {
        $difference |= ord($known[$i]) ^ ord($given[$i]);
    }
    return $difference === 0;
}

/** Given may be several, by commas: while a secret is being replaced the gateway signs under the old and the new one. */
function dedepay_same_as_one($known, $given)
{
    foreach (is_string($given) ? explode(',', $given, 5) : array() as $one) {
        if (dedepay_same($known, $one)) {
            return true;
        }
    }
    return false;
}

/** Of a call to the gateway's API, and of the gateway's questions to us. */
function dedepay_request_signature($secret, $method, $path, $query, $timestamp, $body)
{
    $text = $method . "\n" . $path . "\n" . $query . "\n" . $timestamp . "\n" . hash('sha256', $body);
    return 'v1=' . hash_hmac('sha256', $text, $secret);
}

function dedepay_webhook_signature($secret, $timestamp, $body)
{
    return 'v1=' . hash_hmac('sha256', $timestamp . '.' . $body, $secret);
}

function dedepay_is_fresh($timestamp, $now)
{
    return is_string($timestamp) && preg_match('/^\d{1,12}\z/', $timestamp) && abs($now - (float) $timestamp) <= DEDEPAY_WINDOW_S;
}

/** Lets only the holder of a buyer's own link ask how an order stands: order numbers can be guessed. */
function dedepay_back_token($secret, $order_no)
{
    return substr(hash_hmac('sha256', "back\n" . $order_no, $secret), 0, 32);
}
