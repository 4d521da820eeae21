// The page in the bundle: for an owner who has an FTP program and nothing else. Chinese, English beside it; no secrets.
import { escapeHtml } from "../html/escape-html.ts";
import { htmlPage } from "../html/page.ts";
import type { BilingualText } from "../inspect/inspection-finding.ts";
import { ownFolders } from "./drop-in-files.ts";
import type { SiteAddress } from "./site-address.ts";

export type UploadedFile = {
  readonly path: string;
  readonly isNew: boolean;
  readonly bytes: number;
  readonly why: BilingualText;
};

export type BundlePage = {
  readonly address: SiteAddress;
  readonly gateway: string;
  /** In the order in which they have to be uploaded. */
  readonly files: readonly UploadedFile[];
  /** Files of the shop as they were before our first one: what going back puts in place. */
  readonly originals: readonly string[];
  /** Files which were not there before us: what going back deletes. */
  readonly added: readonly string[];
  readonly notDone: readonly BilingualText[];
  /** Whether `data` lies beside the web root. */
  readonly dataOutside: boolean;
};

export function renderBundlePage(page: BundlePage): string {
  const { address } = page;
  const parts = [
    head(page),
    whereThingsRun(page),
    backUp(page),
    upload(page),
    look(address),
    buy,
    goBack(page),
    tidyUp,
    notDone(page),
  ];
  return htmlPage(`上传说明：${address.url}`, parts.join("\n"));
}

function head({ address }: BundlePage): string {
  return `<h1>上传说明 <span lang="en">what to upload</span></h1>
<p><code>${escapeHtml(address.url)}</code></p>
<p>这个压缩包里有密钥：不要发到群里，上传完就删除。 <span lang="en">This archive holds keys: share it with nobody and delete it after the upload.</span></p>`;
}

function whereThingsRun({ gateway, address }: BundlePage): string {
  return `<h2>各部分在哪里运行 <span lang="en">where things run</span></h2>
<ul><li>网店不搬家，仍在原来的主机：<code>${escapeHtml(address.url)}</code></li>
<li>网关在您或维护人自己的小服务器上：<code>${escapeHtml(gateway)}</code></li>
<li>货款由支付宝直接进您自己的支付宝账户，不经过网关和我们。 <span lang="en">The money goes from Alipay straight to your own account.</span></li></ul>`;
}

function backUp({ files }: BundlePage): string {
  const old = files.filter(({ isNew }) => !isNew);
  return `<h2>1. 先备份 <span lang="en">back up first</span></h2>
<p>用 FTP 软件（二进制模式）把这些文件从服务器下载到自己的电脑上。它们最初的样子，压缩包的 <code>restore</code> 文件夹里也有一份。</p>
<ul>${old.map(({ path }) => `<li><code>${escapeHtml(path)}</code></li>`).join("")}</ul>`;
}

function upload({ files, dataOutside }: BundlePage): string {
  const rows = groupedUploads(files, dataOutside).map(
    ({ place, isNew, bytes, count, why }, index) =>
      `<tr><td>${index + 1}</td><td><code>${escapeHtml(place)}</code></td><td class="short" data-name="怎么放">${isNew ? "新增" : "覆盖"}${count > 1 ? `，${count} 个文件` : ""}</td>
<td data-name="字节数" class="number">${bytes}</td><td data-name="作用">${escapeHtml(why.zh)}<br><span lang="en">${escapeHtml(why.en)}</span></td></tr>`,
  );
  return `<h2>2. 按顺序上传 <span lang="en">upload, in this order</span></h2>
<p><code>upload</code> 里的路径就是网站根目录下的路径。FTP 软件选<strong>二进制</strong>传输；不要用记事本打开再保存。<strong>最后一个文件换上后，网站才开始用网关收款</strong>，所以它必须最后传。</p>
<table class="stacked"><thead><tr><th></th><th>文件</th><th></th><th>字节数</th><th>作用</th></tr></thead><tbody>
${rows.join("\n")}</tbody></table>
<p>传完后服务器上的字节数要与上表一致。 <span lang="en">The sizes on the server have to be the same.</span></p>`;
}

type UploadRow = UploadedFile & { readonly place: string; readonly count: number };

/** Our own folder is uploaded as a whole. */
function groupedUploads(files: readonly UploadedFile[], dataOutside: boolean): UploadRow[] {
  const rows: UploadRow[] = [];
  for (const file of files) {
    const folder = file.path.slice(0, file.path.lastIndexOf("/"));
    const isShared = file.isNew && ownFolders.has(folder);
    const last = rows.at(-1);
    if (isShared && last?.path === `${folder}/`)
      rows[rows.length - 1] = { ...last, count: last.count + 1, bytes: last.bytes + file.bytes };
    else if (isShared) rows.push({ ...file, path: `${folder}/`, place: `${folder}/`, count: 1 });
    else rows.push({ ...file, place: placeOf(file.path, dataOutside), count: 1 });
  }
  return rows;
}

function placeOf(path: string, dataOutside: boolean): string {
  return dataOutside && path.startsWith("data/") ? `../${path}（网站根目录的上一层）` : path;
}

function look({ webhookUrl, siteId }: SiteAddress): string {
  const url = escapeHtml(webhookUrl);
  return `<h2>3. 检查 <span lang="en">see that it works</span></h2>
<p>用浏览器打开 <a href="${url}">${url}</a>：</p>
<table class="stacked"><thead><tr><th>看到</th><th>意思</th><th>怎么办</th></tr></thead><tbody>
<tr><td>「dedepay 自检」页，写着「一切正常」</td><td><span class="tag good">正常</span></td><td>下一步</td></tr>
<tr><td>「dedepay 自检」页，列出了问题</td><td>还差这几项</td><td>照页面上写的改，再刷新</td></tr>
<tr><td><code>{"outcome":"file_missing"}</code></td><td>有文件没传上去</td><td>把 <code>upload/include/dedepay</code> 再传一次</td></tr>
<tr><td>404</td><td>位置不对</td><td>确认传到了网站根目录下的 <code>plus</code> 文件夹</td></tr>
<tr><td>空白或 500</td><td>PHP 出错</td><td>核对字节数后重新上传；仍不行，请主机商看 PHP 错误日志</td></tr>
<tr><td>别的网页、验证码</td><td>被防火墙或 CDN 拦住</td><td>让 <code>/plus/dedepay.php</code> 直接通过</td></tr></tbody></table>
<p>然后请管网关的人在网关的机器上运行，它会验证密钥和文件：</p>
<pre>npx dedepay dedecms verify ${escapeHtml(siteId)}</pre>`;
}

const buy = `<h2>4. 试买一笔 <span lang="en">buy something</span></h2>
<p>用自己的会员账号下一个最便宜的订单，付款，确认订单变成「已付款」。没有变就先别对外卖，把订单号告诉管网关的人。</p>`;

function goBack({ added, dataOutside }: BundlePage): string {
  const places = added.map((path) => {
    const folder = path.slice(0, path.lastIndexOf("/"));
    return ownFolders.has(folder) ? `${folder}/` : placeOf(path, dataOutside);
  });
  const names = [...new Set(places)].map((place) => `<code>${escapeHtml(place)}</code>`);
  return `<h2>要退回原样 <span lang="en">to go back</span></h2>
<p>把 <code>restore</code> 文件夹里的文件按原位置传回去（<code>include/payment/alipay.php</code> 最先传），再删除 ${names.join("、")}。退回后原插件的漏洞会重新打开。
<span lang="en">Then the stock plugin’s holes are open again.</span></p>`;
}

const tidyUp = `<h2>收尾 <span lang="en">afterwards</span></h2>
<p>删除这个压缩包和解压出来的文件夹。以后升级 DedeCMS 会把原插件带回来：升级后把 <code>include/payment/alipay.php</code> 再传一次，或重新要一个压缩包。
<span lang="en">An upgrade of DedeCMS brings the stock plugin back: upload it again.</span></p>`;

function notDone({ notDone: list }: BundlePage): string {
  if (list.length === 0) return "";
  return `<h2>没能自动处理的 <span lang="en">left to do by hand</span></h2><ul>${list
    .map(({ zh, en }) => `<li>${escapeHtml(zh)}<br><span lang="en">${escapeHtml(en)}</span></li>`)
    .join("")}</ul>`;
}
