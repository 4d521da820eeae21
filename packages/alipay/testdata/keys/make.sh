#!/bin/sh
# Made every file in this folder once, with OpenSSL 3.0 (except alipayRootCert.crt, see README.md). The keys protect nothing: tests only.
# Run it in an empty folder to get a new set.
set -eu
rsa() { openssl genpkey -quiet -algorithm RSA -pkeyopt rsa_keygen_bits:"$2" -out "$1"; }
for name in app alipay other; do
  rsa $name-private-pkcs8.pem 2048
  openssl rsa -in $name-private-pkcs8.pem -traditional -out $name-private-pkcs1.pem
  openssl rsa -in $name-private-pkcs8.pem -pubout -out $name-public.pem
  openssl rsa -in $name-private-pkcs8.pem -RSAPublicKey_out -out $name-public-pkcs1.pem
done
rsa small-private.pem 1024
openssl rsa -in small-private.pem -pubout -out small-public.pem
openssl pkcs8 -topk8 -in app-private-pkcs8.pem -passout pass:secret -out app-private-encrypted.pem
openssl rsa -in app-private-pkcs8.pem -traditional -aes128 -passout pass:secret -out app-private-encrypted-legacy.pem
openssl ecparam -name prime256v1 -genkey -noout -out ec-private.pem
openssl req -new -key app-private-pkcs8.pem -subj "/C=CN/O=Test/CN=app" -out app.csr

days=36500
self() { openssl req -x509 -new -key "$1" -sha256 -days $days -set_serial "$2" -utf8 -subj "$3" -out "$4"; }
rsa root-1.key 2048; rsa root-2.key 2048; openssl ecparam -name prime256v1 -genkey -noout -out root-ec.key
self root-1.key 0x00f17d6b13ef4a31 "/C=CN/O=Test Financial/OU=Certification Authority/CN=Test Financial Root R1" root-1.crt
self root-ec.key 0x1f6a0c "/C=CN/O=Test Financial/OU=Certification Authority/CN=Test Financial Root E1" root-ec.crt
self root-2.key 0x5ad3dcfa1e00c2d97b21aa4b "/C=CN/O=测试, 金融/OU=Certification Authority/CN=Test \"Class 2\" Root" root-2.crt
cat root-1.crt root-ec.crt root-2.crt > alipay-root.crt
leaf() { openssl req -new -key "$1" -utf8 -subj "$2" | openssl x509 -req -CA root-1.crt -CAkey root-1.key -set_serial "$3" -sha256 -days $days -out "$4"; }
leaf app-private-pkcs8.pem "/C=CN/O=Test Shop/OU=Alipay/CN=2088000000000001-2021000000000001" 0x20240101000000000001 app.crt
leaf alipay-private-pkcs8.pem "/C=CN/O=Test Alipay/OU=Alipay/CN=Alipay 2" 0x8a1f00aa01 alipay-public.crt
cat root-1.crt >> alipay-public.crt
leaf other-private-pkcs8.pem "/C=CN/O=Test Alipay/OU=Alipay/CN=Alipay 3" 0x8a1f00aa02 alipay-next.crt
openssl pkcs12 -export -inkey app-private-pkcs8.pem -in app.crt -passout pass: | openssl base64 -out app.p12.base64
rm root-1.key root-2.key root-ec.key root-1.crt root-2.crt root-ec.crt
# A certificate of the same shape from an authority which nobody knows.
rsa stranger.key 2048
self stranger.key 0x00f17d6b13ef4a31 "/C=CN/O=Test Financial/OU=Certification Authority/CN=Test Financial Root R1" stranger.crt
openssl req -new -key other-private-pkcs8.pem -utf8 -subj "/C=CN/O=Test Alipay/OU=Alipay/CN=Alipay 3" |
  openssl x509 -req -CA stranger.crt -CAkey stranger.key -set_serial 0x8a1f00aa02 -sha256 -days $days -out untrusted.crt
rm stranger.key stranger.crt
# A chain with a link between leaf and root; and one whose middle is no authority.
rsa deep-root.key 2048; rsa middle.key 2048
self deep-root.key 0x0a01 "/C=CN/O=Test Financial/OU=Certification Authority/CN=Test Deep Root" deep-root.crt
printf 'basicConstraints=critical,CA:TRUE\n' > ca.ext
openssl req -new -key middle.key -subj "/C=CN/O=Test Financial/CN=Test Middle" |
  openssl x509 -req -CA deep-root.crt -CAkey deep-root.key -set_serial 0x0b01 -sha256 -days $days -extfile ca.ext -out middle.crt
openssl req -new -key other-private-pkcs8.pem -subj "/C=CN/O=Test Alipay/CN=Deep" |
  openssl x509 -req -CA middle.crt -CAkey middle.key -set_serial 0x0c01 -sha256 -days $days -out deep-leaf.crt
cat middle.crt >> deep-leaf.crt
openssl req -new -key middle.key -subj "/C=CN/O=Test Financial/CN=Test Middle" |
  openssl x509 -req -CA deep-root.crt -CAkey deep-root.key -set_serial 0x0b02 -sha256 -days $days -out no-authority.crt
openssl x509 -in deep-leaf.crt > deep-forged.crt
cat no-authority.crt >> deep-forged.crt
rm deep-root.key middle.key middle.crt no-authority.crt ca.ext
