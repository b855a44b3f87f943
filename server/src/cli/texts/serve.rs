//! `yuebao serve`.

use yuebao_domain::text::words;

use super::Text;

pub(super) const TEXTS: &[Text] = &[
    (
        "serve",
        words(
            "运行服务：组件在 /，接口在 /api/v1 之下\n\n\
             按 Ctrl-C 或收到 SIGTERM 时，办完手上的事再停。一个数据目录只能有一个服务在运行。",
            "Run the server: the widget at /, the interface below /api/v1\n\n\
             Stops on Ctrl-C or SIGTERM after finishing what is under way. One server a data folder.",
        ),
    ),
    (
        "serve --data",
        words(
            "数据目录，没有时新建",
            "Data folder; made if it does not exist",
        ),
    ),
    (
        "serve --listen",
        words(
            "监听的地址和端口；端口 0 为任一空闲端口",
            "Address and port to listen on; port 0 takes any free one",
        ),
    ),
    (
        "serve --base-path",
        words(
            "服务所在的路径，如 /yuebao：用于原样转发整个路径的代理；代理自己去掉路径的不用写",
            "Path below which the server answers, such as /yuebao, for a proxy that passes the whole path \
             on; not needed where the proxy takes the path off",
        ),
    ),
    (
        "serve --metrics",
        words(
            "另在这个地址的 /metrics 以 Prometheus 格式提供运行指标：普通 http，谁能访问就给谁看，\
             请用只有监控系统能访问的地址，如 127.0.0.1:9420",
            "Address and port that tells metrics in Prometheus' format at /metrics, over plain http and to \
             whoever gets there: choose one that only your monitoring reaches, such as 127.0.0.1:9420",
        ),
    ),
    (
        "serve --demo",
        words(
            "在 / 显示一个虚构的门户和其中的组件，代替办理业务的网页",
            "Show a made-up portal with the widget at /, instead of the page to work on",
        ),
    ),
    (
        "serve --tls-cert",
        words(
            "PEM 格式的证书链；不写则为普通 http",
            "Certificate chain in PEM; without it the server speaks plain http",
        ),
    ),
    (
        "serve --tls-key",
        words(
            "证书的私钥，PEM 格式",
            "Private key of the certificate in PEM",
        ),
    ),
    (
        "serve --profile",
        words(
            "要启用的地区配置：内置配置的标识或 .toml 文件；只在第一次需要",
            "Profile to put in force: a built-in id or a .toml file; needed the first time only",
        ),
    ),
    (
        "serve --holidays",
        words(
            "程序自带以外的放假安排（每年一个 TOML 文件，写法见 yuebao deadlines --help）：同年、同地区的，\
             以这里的为准；可重复写，或用逗号隔开",
            "Days off beyond those that come with the program (a TOML file a year; yuebao deadlines --help \
             shows the format), which they go before for the same year and area; repeat it for more, or \
             separate them by commas",
        ),
    ),
    (
        "serve --allow-origin",
        words(
            "哪个门户的网页可以嵌入本服务的组件（脚本或 /embed 框架），写作 协议://主机:端口；\
             可重复写，或用逗号隔开",
            "Portal whose pages may embed the widget from this server, by script or in a frame of /embed, \
             as scheme://host:port; repeat it for more, or separate them by commas",
        ),
    ),
    (
        "serve --per-address",
        words(
            "一个地址最多几个连接；全县共用一个地址时可能要调大",
            "Most connections from one address; a county behind one address may need more",
        ),
    ),
    (
        "serve --proxy",
        words(
            "反向代理的地址：它替许多人连接，不受上面的限制，真正的访问者取自 X-Forwarded-For；\
             可重复写，或用逗号隔开",
            "Address of the county's proxy, which asks for many people: it has no such bound, and who it \
             asks for is taken from X-Forwarded-For; repeat it for more, or separate them by commas",
        ),
    ),
    (
        "serve --assets",
        words(
            "从这个目录提供组件，不用程序自带的",
            "Deliver the widget from this folder instead of from the program itself",
        ),
    ),
    (
        "serve --sign-on",
        words(
            "门户令牌的含义（TOML 文件）；可用 yuebao sign-on check 试",
            "What tokens of the portal mean (TOML); yuebao sign-on check tries it",
        ),
    ),
    (
        "serve --webhook",
        words(
            "把上报、退回、审定、作废、疑问、封账等事项逐条以 POST（JSON，已签名）通知这个地址；写法和验证方法见 EMBEDDING.md",
            "Address that is told of each hand-in, return, acceptance, question, lock and so on by POST (JSON, \
             signed); EMBEDDING.md says how to verify it",
        ),
    ),
    (
        "serve --webhook-secret-file",
        words(
            "签名用的密钥文件，至少 16 字节，只有运行服务的用户可读",
            "File with the secret that signs, 16 bytes or longer, readable by the server's user alone",
        ),
    ),
    (
        "serve --session-days",
        words("登录多少天后失效", "Days after which a login expires"),
    ),
    (
        "serve --log-format",
        words(
            "日志（写在标准错误）的格式；有 --json 时为 json，否则为 text",
            "Form of the log on standard error; json with --json, otherwise text",
        ),
    ),
    (
        "serve --log-format=text",
        words("给人看的一行行文字", "Lines for people"),
    ),
    (
        "serve --log-format=json",
        words("每行一个 JSON 对象", "One JSON object a line"),
    ),
    (
        "end of serve",
        words(
            "\
例：
  yuebao serve --data /srv/yuebao --profile liuzhou-2022
  yuebao serve --data /srv/yuebao --listen 0.0.0.0:443 --tls-cert chain.pem --tls-key key.pem \\
      --allow-origin https://portal.example

普通 http 的网页在断网时无法重新打开，有条件请用 https。
每个选项都可写成环境变量（方括号中的名字）；命令行上写了的以命令行为准。
环境变量 RUST_LOG 决定记哪些日志（默认 info）。

--json：日志每行一个 JSON 对象，写在标准错误。",
            "\
Examples:
  yuebao serve --data /srv/yuebao --profile liuzhou-2022
  yuebao serve --data /srv/yuebao --listen 0.0.0.0:443 --tls-cert chain.pem --tls-key key.pem \\
      --allow-origin https://portal.example

Over plain http a browser keeps no page for a reload without network; prefer https.
Each option may come from the environment variable in brackets; the command line goes before it.
The environment variable RUST_LOG sets what is logged (default: info).

--json: the log, one JSON object a line on standard error.",
        ),
    ),
];
