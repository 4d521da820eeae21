// What tests may need beside Node: the Debian packages which bring it, how to see that it is there, and how to see that
// some test wants it. Data only.

export interface Need {
  readonly name: string;
  readonly packages: readonly string[];
  /** Files of which one must exist. */
  readonly files: readonly string[];
  /** Matches the text of a test which uses it. */
  readonly wantedBy: RegExp;
}

export const needs: readonly Need[] = [
  {
    name: "MariaDB",
    packages: ["mariadb-server"],
    files: ["/usr/sbin/mariadbd"],
    wantedBy: /DEDEPAY_TEST_MARIADB_URL/,
  },
  {
    name: "PostgreSQL",
    packages: ["postgresql"],
    files: ["/usr/bin/pg_createcluster"],
    wantedBy: /DEDEPAY_TEST_POSTGRES_URL/,
  },
  {
    name: "PHP",
    packages: ["php-cli"],
    files: ["/usr/bin/php"],
    wantedBy: /["'`/]php["'`]/,
  },
  { name: "nginx", packages: ["nginx-light"], files: ["/usr/sbin/nginx"], wantedBy: /\/usr\/sbin\/nginx/ },
  {
    name: "PHP's mysqli",
    packages: ["php-mysql"],
    files: ["/usr/lib/php/20220829/mysqli.so"],
    wantedBy: /phpHas\("mysqli"/,
  },
  {
    name: "PHP's curl",
    packages: ["php-curl"],
    files: ["/usr/lib/php/20220829/curl.so"],
    wantedBy: /phpHas\(.*"curl"/,
  },
  { name: "Chromium", packages: ["chromium"], files: ["/usr/bin/chromium"], wantedBy: /\/usr\/bin\/chromium/ },
  {
    name: "Chinese fonts",
    packages: ["fonts-wqy-zenhei"],
    files: ["/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc"],
    wantedBy: /\/usr\/bin\/chromium/,
  },
];
