"""What the reader reports: codes and words for files (F), YAML writing (Y) and structure (S).

There are no bodies here. A reader finds these while it reads; this module only knows what to say.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from safety_ledger.diagnostics import Example
from safety_ledger.rules.catalogue import WARNING, code
from safety_ledger.rules.sources import LEDGER_FORMAT
from safety_ledger.text import Text

HINT: Final = Text("，是不是 {nearest}？", "; did you mean {nearest}?")


def hint(names: Sequence[str]) -> Text | str:
    """The names that may have been meant, ready to follow a message; nothing when there are none."""
    if not names:
        return ""
    return HINT.filled(nearest=tuple(names))


_HAZARDS = "hazards/2024/QY-013.yaml"
_ENTERPRISES = "enterprises/QY-014.yaml"

NOT_UTF8: Final = code(
    "F001",
    title=Text("文件不是 UTF-8 编码", "File is not UTF-8"),
    message=Text("文件不是 UTF-8 编码，像是 {looks}", "not UTF-8; it looks like {looks}"),
    remedy=Text(
        "用编辑器“另存为”UTF-8，或执行：iconv -f GB18030 -t UTF-8 旧文件 > 新文件",
        "save it as UTF-8 in the editor, or run: iconv -f GB18030 -t UTF-8 old > new",
    ),
    why=Text(
        "同样的字节换一种编码就是别的字，按错的编码读，姓名和文号会悄悄变样。",
        "The same bytes are other characters in another encoding: names would change unnoticed.",
    ),
    source=LEDGER_FORMAT,
    example=Example(
        "- {id: QY-014, name: 示例纺织有限公司}\n",
        "- {id: QY-014, name: 示例纺织有限公司}\n",
        path=_ENTERPRISES,
        encoding="gb18030",
    ),
)

TOO_LARGE: Final = code(
    "F002",
    title=Text("文件或行过大", "File or line too large"),
    message=Text("{what}超过上限 {limit}", "the {what} exceeds the limit of {limit}"),
    remedy=Text(
        "按年度或企业拆成几个文件；照片、附件放到 evidence/ 下。",
        "split it by year or enterprise; keep photos and papers under evidence/.",
    ),
    why=Text(
        "台账是逐条写的文字，大到这个程度多半是误放的附件，会拖垮读取。",
        "A ledger is typed text: at this size it is a misplaced attachment, and stalls reading.",
    ),
    source=LEDGER_FORMAT,
    example=Example(
        "# 几百兆的 hazards/2024.yaml\n",
        "# hazards/2024/QY-012.yaml、hazards/2024/QY-013.yaml …\n",
        path="hazards/2024.yaml",
    ),
)

CONFLICT: Final = code(
    "F003",
    title=Text("合并冲突未处理", "Unresolved merge conflict"),
    message=Text("有未处理的合并冲突标记", "an unresolved merge-conflict marker"),
    remedy=Text(
        "对照两边内容，留下应有的记录，删去 <<<<<<<、=======、>>>>>>> 三种标记行。",
        "compare both sides, keep what is right and delete the marker lines.",
    ),
    why=Text(
        "两人改了同一处，该听谁的只有人能判断。",
        "Two people changed the same place; only a person can tell which one holds.",
    ),
    source=LEDGER_FORMAT,
    example=Example(
        "- id: QY-014\n"
        "<<<<<<< HEAD\n"
        "  name: 示例纺织有限公司\n"
        "=======\n"
        "  name: 示例纺织股份有限公司\n"
        ">>>>>>> 经发科\n",
        "- id: QY-014\n  name: 示例纺织股份有限公司\n",
        path=_ENTERPRISES,
    ),
)

TAB: Final = code(
    "F004",
    title=Text("用了制表符", "Tab character"),
    message=Text("用了制表符（Tab），本文件共 {count} 行", "tab characters (lines: {count})"),
    remedy=Text(
        "改用空格；编辑器里设“用空格代替 Tab”。",
        "use spaces; set the editor to insert spaces for tabs.",
    ),
    why=Text(
        "YAML 不用制表符缩进，各人的编辑器显示的宽度又不同，层次会看错。",
        "YAML does not indent with tabs, and editors show them at different widths.",
    ),
    source=LEDGER_FORMAT,
    example=Example(
        "- id: QY-014\n\tname: 示例纺织有限公司\n",
        "- id: QY-014\n  name: 示例纺织有限公司\n",
        path=_ENTERPRISES,
    ),
)

LINE_END: Final = code(
    "F005",
    title=Text("特殊换行符", "Odd line end"),
    message=Text("有特殊换行符 {name}", "an odd line end, {name}"),
    remedy=Text(
        "删去这个字符，换行一律用回车键输入。",
        "delete the character and break lines with the Enter key.",
    ),
    why=Text(
        "YAML 把它算作换行，编辑器却不算，行号对不上，文字会被截断。",
        "YAML counts it as a line end and editors do not: line numbers drift and text is cut.",
    ),
    source=LEDGER_FORMAT,
    example=Example(
        "- {id: QY-014, name: 示例\u2028纺织有限公司}\n",
        "- {id: QY-014, name: 示例纺织有限公司}\n",
        path=_ENTERPRISES,
    ),
)

CONTROL: Final = code(
    "F006",
    title=Text("控制字符", "Control character"),
    message=Text("有看不见的控制字符 {name}", "an invisible control character, {name}"),
    remedy=Text(
        "删去这个字符；从网页或微信粘贴的，先粘到记事本再复制。",
        "delete the character; paste through a plain-text editor first.",
    ),
    why=Text(
        "YAML 不接受控制字符，屏幕上也看不出它在哪里。",
        "YAML forbids control characters, and nobody can see them on the screen.",
    ),
    source=LEDGER_FORMAT,
    example=Example(
        "- {id: QY-014, name: 示例\x07纺织有限公司}\n",
        "- {id: QY-014, name: 示例纺织有限公司}\n",
        path=_ENTERPRISES,
    ),
)

DOCUMENTS: Final = code(
    "F007",
    title=Text("一个文件多份内容", "Several documents in a file"),
    message=Text("文件中有“{what}”，一个文件只写一份内容", "“{what}”: one file holds one document"),
    remedy=Text(
        "删去“---”“...”和“%”开头的行，记录都写在同一个列表里。",
        "delete the lines with ---, ... or % and keep all records in one list.",
    ),
    why=Text(
        "有的软件只读第一份，后面的隐患就不见了。",
        "Some programs read only the first document, and the hazards behind it vanish.",
    ),
    source=LEDGER_FORMAT,
    example=Example(
        "- {id: QY-014, name: 示例纺织有限公司}\n---\n- {id: QY-015, name: 示例建材有限公司}\n",
        "- {id: QY-014, name: 示例纺织有限公司}\n- {id: QY-015, name: 示例建材有限公司}\n",
        path=_ENTERPRISES,
    ),
)

ANCHOR: Final = code(
    "F008",
    title=Text("用了锚点或引用", "Anchor, alias or merge key"),
    message=Text(
        "用了“{what}”，台账不用锚点和引用", "“{what}”: a ledger uses no anchors or aliases"
    ),
    remedy=Text(
        "把内容原样写全；以 & 或 * 开头的文字加引号。",
        "write the value out; quote a text that begins with & or *.",
    ),
    why=Text(
        "引用让一处改动牵连别的记录，单看一条看不出写了什么。",
        "With an alias one edit changes other records, and a record no longer shows what it says.",
    ),
    source=LEDGER_FORMAT,
    example=Example(
        "- {id: QY-014, name: &n 示例纺织有限公司}\n",
        "- {id: QY-014, name: 示例纺织有限公司}\n",
        path=_ENTERPRISES,
    ),
)

TAG: Final = code(
    "F009",
    title=Text("用了类型标签", "Type tag"),
    message=Text("用了类型标签 {tag}", "type tag {tag}"),
    remedy=Text(
        "删去标签；以 ! 开头的文字加引号。", "delete the tag; quote a text that begins with !."
    ),
    why=Text(
        "值的类型由字段决定；标签会让别的软件执行或误读文件。",
        "The field decides the type; a tag may make other programs run or misread the file.",
    ),
    source=LEDGER_FORMAT,
    example=Example(
        "- {id: QY-014, name: !!str 示例纺织有限公司}\n",
        "- {id: QY-014, name: 示例纺织有限公司}\n",
        path=_ENTERPRISES,
    ),
)

TOO_DEEP: Final = code(
    "F010",
    title=Text("层次过深", "Nested too deep"),
    message=Text("层次超过 {limit} 层", "nested deeper than {limit} levels"),
    remedy=Text(
        "检查多余的左括号，重写这条记录。",
        "look for stray opening brackets and rewrite the record.",
    ),
    why=Text(
        "正常的记录只有几层，层次过深是写错了，也会拖垮读取。",
        "Real records are a few levels deep; more is a mistake and stalls reading.",
    ),
    source=LEDGER_FORMAT,
    example=Example(
        f"- {{id: QY-014, name: 示例纺织有限公司, tags: {'[' * 120}有限空间{']' * 120}}}\n",
        "- {id: QY-014, name: 示例纺织有限公司, tags: [有限空间]}\n",
        path=_ENTERPRISES,
    ),
)

STRAY_FILE: Final = code(
    "F011",
    title=Text("文件放错文件夹", "File in no kind's folder"),
    message=Text(
        "此文件不在任何一类记录的文件夹里{nearest}", "the file is in no folder of records{nearest}"
    ),
    remedy=Text(
        "移到 people、enterprises、hazards、tasks、activities 或 risks 文件夹下。",
        "move it below people, enterprises, hazards, tasks, activities or risks.",
    ),
    why=Text(
        "文件夹名写错一个字母，里面的隐患就都读不到，而且没有人知道。",
        "One wrong letter in a folder's name would hide every hazard in it.",
    ),
    source=LEDGER_FORMAT,
    example=Example(
        "- {id: QY-014, name: 示例纺织有限公司}\n",
        "# 移到 enterprises/QY-014.yaml\n",
        path="enterprise/QY-014.yaml",
    ),
)

LINK: Final = code(
    "F012",
    title=Text("链接指向台账之外", "Link out of the ledger"),
    message=Text("链接指向台账之外：{target}", "a link that leaves the ledger: {target}"),
    remedy=Text("把文件本身放进台账，不用链接。", "put the file itself into the ledger."),
    why=Text(
        "台账之外的文件不在版本管理里，换一台电脑就读不到。",
        "What lies outside is not under version control and is missing on another computer.",
    ),
    source=LEDGER_FORMAT,
    example=Example(
        "# hazards/2024/QY-013.yaml 链接到 D:/桌面/QY-013.yaml\n",
        "# hazards/2024/QY-013.yaml 是普通文件\n",
        path=_HAZARDS,
    ),
)

CANNOT_OPEN: Final = code(
    "F013",
    title=Text("文件打不开", "File cannot be opened"),
    message=Text("文件打不开：{reason}", "cannot be opened: {reason}"),
    remedy=Text(
        "检查文件权限，关闭占用它的程序。", "check its permissions and close programs that lock it."
    ),
    why=Text(
        "打不开的文件里可能有隐患，不能当作没有。",
        "It may hold hazards: it cannot be counted as empty.",
    ),
    source=LEDGER_FORMAT,
    example=Example(
        "# 没有读权限的 hazards/2024/QY-013.yaml\n",
        "# 有读权限的 hazards/2024/QY-013.yaml\n",
        path=_HAZARDS,
    ),
)

UNION_MERGE: Final = code(
    "F014",
    severity=WARNING,
    title=Text("合并方式会丢改动", "Union merge loses changes"),
    message=Text("台账文件设了 merge=union", "merge=union is set on ledger files"),
    remedy=Text(
        "删去这一行，有冲突时由人处理。", "delete the line and let a person resolve conflicts."
    ),
    why=Text(
        "union 合并不报冲突，曾经悄悄丢掉一个整改期限。",
        "A union merge reports no conflict and has silently lost a deadline.",
    ),
    source=LEDGER_FORMAT,
    example=Example(
        "*.yaml merge=union\n",
        "*.yaml text\n",
        path=".gitattributes",
    ),
)

SYNTAX: Final = code(
    "Y101",
    title=Text("不合 YAML 写法", "Not YAML"),
    message=Text(
        "从这里起不合 YAML 写法，这条记录读不出来",
        "not YAML from here on; the record cannot be read",
    ),
    remedy=Text(
        "对照相邻记录检查冒号、引号、括号和缩进。",
        "compare colons, quotes, brackets and indentation with the records around it.",
    ),
    why=Text(
        "读不出来的记录不进清单，也不能当作没有。",
        "A record that cannot be read is in no list, and cannot be counted as absent.",
    ),
    source=LEDGER_FORMAT,
    example=Example(
        "- id: QY-014\n  name 示例纺织有限公司\n",
        "- id: QY-014\n  name: 示例纺织有限公司\n",
        path=_ENTERPRISES,
    ),
)

FULL_WIDTH: Final = code(
    "Y102",
    title=Text("用了全角符号", "Full-width punctuation"),
    message=Text(
        "“{char}”是全角符号，这里要用半角“{ascii}”", "full-width “{char}” where “{ascii}” is needed"
    ),
    remedy=Text(
        "切到英文输入法重打这个符号；冒号和横线后面空一格。",
        "type it again with the English keyboard; a space follows a colon or dash.",
    ),
    why=Text(
        "YAML 只认半角符号，全角的被当作文字，字段就不见了。",
        "YAML knows only the ASCII signs: a full-width one is text, and the field vanishes.",
    ),
    source=LEDGER_FORMAT,
    example=Example(
        "- id: QY-014\n  name：示例纺织有限公司\n",
        "- id: QY-014\n  name: 示例纺织有限公司\n",
        path=_ENTERPRISES,
    ),
)

ASCII: Final = {"：": ":", "\u3000": " ", "，": ",", "、": ",", "［": "[", "【": "["}
"""What was meant by a full-width sign in a place where YAML takes it for text."""

RESERVED: Final = code(
    "Y103",
    title=Text("以保留字符开头", "Begins with a reserved character"),
    message=Text(
        "值以“{char}”开头，YAML 另有用处", "the value begins with “{char}”, which YAML reserves"
    ),
    remedy=Text(
        "给整个值加引号；值里有双引号的，外面用单引号。",
        "put the whole value in quotes, in single ones if it holds double ones.",
    ),
    why=Text(
        "“#”开头的值会整个消失，“[”“@”“%”开头的会读错，引号后面还有字的读不出来。",
        "A value that begins with # vanishes, one with [ @ or % is misread, and text after a closing "
        "quote is unreadable.",
    ),
    source=LEDGER_FORMAT,
    example=Example(
        "- id: QY-014\n  name: 示例纺织有限公司\n  address: @工业路3号\n",
        '- id: QY-014\n  name: 示例纺织有限公司\n  address: "@工业路3号"\n',
        path=_ENTERPRISES,
    ),
)

FLOW_TEXT: Final = code(
    "Y104",
    title=Text("文字在标点处断开", "Text cut at a sign"),
    message=Text("未加引号的文字里有“{what}”", "unquoted text holds “{what}”"),
    remedy=Text("给这段文字加引号，或改用中文标点。", "quote the text."),
    why=Text(
        "“: ”是分隔符，括号内的英文逗号和问号也是，不加引号文字就从那里断开。",
        "“: ” separates, and inside braces a comma or a question mark: unquoted text is cut there.",
    ),
    source=LEDGER_FORMAT,
    example=Example(
        "- {id: QY-014, name: 示例纺织有限公司, address: 工业路3号, 5号楼}\n",
        '- {id: QY-014, name: 示例纺织有限公司, address: "工业路3号, 5号楼"}\n',
        path=_ENTERPRISES,
    ),
)

UNCLOSED: Final = code(
    "Y105",
    title=Text("引号或括号没有收尾", "Quote or bracket not closed"),
    message=Text("“{char}”没有收尾", "“{char}” is not closed"),
    remedy=Text("补上另一半；检查有没有误打成中文引号。", "add the other half, in ASCII."),
    why=Text(
        "没有收尾，后面的记录都会被当成这一个值。",
        "Without the other half everything after it becomes part of this value.",
    ),
    source=LEDGER_FORMAT,
    example=Example(
        "- {id: QY-014, name: 示例纺织有限公司\n",
        "- {id: QY-014, name: 示例纺织有限公司}\n",
        path=_ENTERPRISES,
    ),
)

INDENT: Final = code(
    "Y106",
    title=Text("缩进不对齐", "Indentation"),
    message=Text("缩进与上下行对不齐", "the indentation does not match the lines around it"),
    remedy=Text("同一条记录的字段左对齐，用空格。", "align the keys of one record with spaces."),
    why=Text(
        "YAML 靠缩进分层，差一格就归到别处。",
        "YAML nests by indentation: one space puts a field elsewhere.",
    ),
    source=LEDGER_FORMAT,
    example=Example(
        "- id: QY-014\n   name: 示例纺织有限公司\n",
        "- id: QY-014\n  name: 示例纺织有限公司\n",
        path=_ENTERPRISES,
    ),
)

VANISHED: Final = code(
    "Y107",
    severity=WARNING,
    title=Text("文字被当作注释", "Text taken for a comment"),
    message=Text(
        "“{text}”在“#”之后，被当作注释丢掉了",
        "“{text}” stands after # and was dropped as a comment",
    ),
    remedy=Text(
        "是正文就给整个值加引号；是注释就在“#”后空一格。",
        "quote the whole value; if it is a comment, put a space after the #.",
    ),
    why=Text(
        "空格加“#”以后都是注释，“1 #2 号炉”只剩下“1”。",
        "What follows a space and # is a comment: the rest of the value is lost.",
    ),
    source=LEDGER_FORMAT,
    example=Example(
        "- id: QY-014\n  name: 示例纺织有限公司\n  address: 工业路 #3厂房\n",
        '- id: QY-014\n  name: 示例纺织有限公司\n  address: "工业路 #3厂房"\n',
        path=_ENTERPRISES,
    ),
)

NO_SPACE: Final = code(
    "Y108",
    title=Text("冒号后面没有空格", "No space after a colon"),
    message=Text("{key} 的冒号后面没有空格", "no space after the colon of {key}"),
    remedy=Text("在冒号后面空一格。", "put a space after the colon."),
    why=Text(
        "“字段: 值”的冒号后面要有空格，不然整段都是文字，字段就不见了。",
        "Without the space after its colon a key and its value are one text, and the field is gone.",
    ),
    source=LEDGER_FORMAT,
    example=Example(
        "- id: QY-014\n  name:示例纺织有限公司\n",
        "- id: QY-014\n  name: 示例纺织有限公司\n",
        path=_ENTERPRISES,
    ),
)

NOT_A_LIST: Final = code(
    "S201",
    title=Text("文件结构不对", "Wrong structure of a file"),
    message=Text("文件内容应是{expected}", "the file must be {expected}"),
    remedy=Text(
        "记录逐条以“- ”开头、顶格写；ledger.yaml 和任务清单只写“键: 值”。",
        "begin each record with “- ” in column 1; ledger.yaml and task lists are “key: value” only.",
    ),
    why=Text(
        "各类文件的写法是固定的，别的写法读不出记录。",
        "Each kind of file has one structure; nothing can be read from another.",
    ),
    source=LEDGER_FORMAT,
    example=Example(
        "id: QY-014\nname: 示例纺织有限公司\n",
        "- id: QY-014\n  name: 示例纺织有限公司\n",
        path=_ENTERPRISES,
    ),
)

NOT_A_RECORD: Final = code(
    "S202",
    title=Text("不是一条记录", "Not a record"),
    message=Text(
        "这一项是空的或不成记录，应是{kind}", "an empty or shapeless item; {kind} expected"
    ),
    remedy=Text("补全各字段，或删去多余的“- ”。", "fill in its keys or delete the stray “- ”."),
    why=Text(
        "多余的“- ”后面可能漏写了一条记录。", "A stray “- ” may be a record that was left out."
    ),
    source=LEDGER_FORMAT,
    example=Example(
        "- id: QY-014\n  name: 示例纺织有限公司\n-\n",
        "- id: QY-014\n  name: 示例纺织有限公司\n",
        path=_ENTERPRISES,
    ),
)

UNKNOWN_KEY: Final = code(
    "S203",
    title=Text("没有这个字段", "Unknown key"),
    message=Text("没有“{key}”这个字段{hint}", "no such key: {key}{hint}"),
    remedy=Text("改成规定的字段名，或写进 note。", "use a declared key, or write it into note."),
    why=Text(
        "写错的字段名没有人读，内容等于没写。",
        "Nobody reads a misspelt key: what it says is lost.",
    ),
    source=LEDGER_FORMAT,
    example=Example("locatoin: 甲醇罐区东侧\n", "location: 甲醇罐区东侧\n", of="hazard"),
)

DUPLICATE_KEY: Final = code(
    "S204",
    title=Text("字段重复", "Duplicate key"),
    message=Text("字段 {key} 重复", "{key} stands twice"),
    remedy=Text("留下正确的一处，删去另一处。", "keep the right one and delete the other."),
    why=Text(
        "同一字段写了两个值，该听哪个无从判断。",
        "With two values for one key nobody can tell which one holds.",
    ),
    source=LEDGER_FORMAT,
    example=Example(
        "- id: QY-014\n  name: 示例纺织有限公司\n  name: 示例建材有限公司\n",
        "- id: QY-014\n  name: 示例纺织有限公司\n",
        path=_ENTERPRISES,
    ),
)

MISSING: Final = code(
    "S205",
    title=Text("缺少必填字段", "Required key missing"),
    message=Text("缺少必填的 {key}（{label}）", "{key} ({label}) is missing"),
    remedy=Text("补上这个字段。", "add the key."),
    why=Text(
        "缺了必填的内容，这条记录无法判断、无法统计。",
        "Without it the record can be neither judged nor counted.",
    ),
    source=LEDGER_FORMAT,
    example=Example(
        "- id: QY-014\n",
        "- id: QY-014\n  name: 示例纺织有限公司\n",
        path=_ENTERPRISES,
    ),
)

NO_VALUE: Final = code(
    "S206",
    title=Text("字段没有值", "Key without a value"),
    message=Text("{key} 后面没有值", "{key} has no value"),
    remedy=Text(
        "填上内容；没有就删去这一行，空列表写 []。",
        "fill it in or delete the line; an empty list is [].",
    ),
    why=Text(
        "空着的字段看不出是没有，还是忘了填。",
        "An empty field does not say whether there is nothing or it was forgotten.",
    ),
    source=LEDGER_FORMAT,
    example=Example("location:\n", "location: 甲醇罐区东侧\n", of="hazard"),
)

WRONG_TYPE: Final = code(
    "S207",
    title=Text("值的类型不对", "Wrong type"),
    message=Text("{key} 应是{expected}，这里是{actual}", "{key} must be {expected}, not {actual}"),
    remedy=Text("按字段规定的写法填写。", "write it as the field asks."),
    why=Text("类型不对的值无法读取。", "A value of the wrong type cannot be read."),
    source=LEDGER_FORMAT,
    example=Example("location: [甲醇罐区, 东侧]\n", "location: 甲醇罐区东侧\n", of="hazard"),
)

UNKNOWN_TERM: Final = code(
    "S208",
    title=Text("不是规定用语", "Unknown term"),
    message=Text(
        "“{value}”不是 {key} 的规定用语（{terms}）{hint}",
        "“{value}” is not a term of {key} ({terms}){hint}",
    ),
    remedy=Text(
        "改用规定用语；类别和标签可在 ledger.yaml 的 terms 中增补。",
        "use a listed term; ledger.yaml may add categories and tags under terms.",
    ),
    why=Text(
        "用语不统一，统计就会漏数。",
        "With words of one's own the record drops out of the statistics.",
    ),
    source=LEDGER_FORMAT,
    example=Example("level: 较大\n", "level: 一般\n", of="hazard"),
)

BAD_DATE: Final = code(
    "S209",
    title=Text("不是日期", "Not a date"),
    message=Text("{key} 的“{value}”不是日期", "{key}: “{value}” is not a date"),
    remedy=Text(
        "写成 2024-05-08 的样子，月日补零，不带时间。",
        "write it as 2024-05-08, with zeros and without a time.",
    ),
    why=Text(
        "期限和逾期都由日期推算，写法只能有一种。",
        "Deadlines and delays are computed from dates: there is one way to write them.",
    ),
    source=LEDGER_FORMAT,
    example=Example("deadline: 2024/6/30\n", "deadline: 2024-06-30\n", of="hazard"),
)

NEEDS_QUOTES: Final = code(
    "S210",
    title=Text("文字须加引号", "Text that must be quoted"),
    message=Text(
        "“{value}”不加引号会被读成{reads_as}", "“{value}” reads as {reads_as} unless quoted"
    ),
    remedy=Text('加上引号，如 "0017"。', 'quote it, as in "0017".'),
    why=Text(
        "不加引号，有的软件读成数字或是否，“0017”会变成 17 或 15。",
        "Unquoted, some programs read a number or a truth value: 0017 becomes 17 or 15.",
    ),
    source=LEDGER_FORMAT,
    example=Example("location: 0017\n", 'location: "0017"\n', of="hazard"),
)

BAD_NUMBER: Final = code(
    "S211",
    title=Text("不是合规的数字", "Not a number of the asked form"),
    message=Text("“{value}”不是{expected}", "“{value}” is not {expected}"),
    remedy=Text(
        "只写阿拉伯数字，不带单位、逗号和“约”字。",
        "write digits only, without units, commas or “about”.",
    ),
    why=Text("数字要能直接相加。", "Numbers must add up."),
    source=LEDGER_FORMAT,
    example=Example("employees: 160人\n", "employees: 160\n", of="enterprise"),
)

NOT_FOR_EVENT: Final = code(
    "S212",
    title=Text("此事项没有这个字段", "Key the event does not take"),
    message=Text("“{event}”没有 {key} 这个字段", "{event} takes no {key}"),
    remedy=Text(
        "删去这个字段，或改用对应的事项。", "delete the key or use the event it belongs to."
    ),
    why=Text(
        "字段和事项不配，多半是事项选错了。",
        "A key that does not belong to the event mostly means the wrong event.",
    ),
    source=LEDGER_FORMAT,
    example=Example(
        "history:\n"
        "  - {date: 2024-05-09, event: 通知, to: [主要负责人], by: 李明, until: 2024-07-31}\n",
        "history:\n  - {date: 2024-05-09, event: 通知, to: [主要负责人], by: 李明}\n",
        of="hazard",
    ),
)

ONE_OF: Final = code(
    "S213",
    title=Text("须且只能写一项", "Exactly one of several keys"),
    message=Text("{keys} 须且只能写一项", "exactly one of {keys} is needed"),
    remedy=Text("留下适用的一项。", "keep the one that applies."),
    why=Text(
        "几项互相排斥，都写或都不写就无法判断。",
        "They exclude one another: with none or several nothing can be judged.",
    ),
    source=LEDGER_FORMAT,
    example=Example(
        "body: {name: 积善大道管廊, kind: 公共管廊}\n", "enterprise: QY-012\n", of="hazard"
    ),
)

BAD_PATTERN: Final = code(
    "S214",
    title=Text("写法不合规定", "Text not of the asked form"),
    message=Text(
        "{key} 的“{value}”写法不对，应如 {example}", "{key}: “{value}” must look like {example}"
    ),
    remedy=Text("按示例的样子改写。", "write it like the example."),
    why=Text("写法不一，就归不到同一期间。", "Written another way it cannot be matched."),
    source=LEDGER_FORMAT,
    example=Example("period: 2024年第二季度\n", "period: 2024Q2\n", of="activity"),
)

OUT_OF_PERIOD: Final = code(
    "S215",
    title=Text("日期超出台账范围", "Date outside the ledger's period"),
    message=Text(
        "{value} 不在台账的日期范围（{from_} 至 {until}）内",
        "{value} is outside the ledger's period ({from_} to {until})",
    ),
    remedy=Text(
        "核对年份；确属台账范围的，修改 ledger.yaml 的 period。",
        "check the year; if it is right, widen period in ledger.yaml.",
    ),
    why=Text(
        "范围之外的日期几乎都是年份打错，会让一条隐患永不逾期。",
        "Such a date is nearly always a mistyped year, and a hazard would never fall due.",
    ),
    source=LEDGER_FORMAT,
    example=Example("deadline: 2204-06-30\n", "deadline: 2024-06-30\n", of="hazard"),
)

QUOTED_NUMBER: Final = code(
    "S216",
    title=Text("数字不加引号", "Quoted number"),
    message=Text("{key} 是数字，“{value}”不要加引号", "{key} is a number: do not quote “{value}”"),
    remedy=Text("去掉引号。", "remove the quotes."),
    why=Text(
        "加了引号，别的软件当文字读，不能相加。",
        "Quoted, other programs read a text, which cannot be added up.",
    ),
    source=LEDGER_FORMAT,
    example=Example('employees: "160"\n', "employees: 160\n", of="enterprise"),
)

NEWER_FORMAT: Final = code(
    "S217",
    title=Text("台账格式较新", "Newer format"),
    message=Text(
        "台账格式为 {value}，本程序最高只认 {known}",
        "the ledger's format is {value}; this program knows up to {known}",
    ),
    remedy=Text("升级 safety-ledger。", "upgrade safety-ledger."),
    why=Text(
        "新格式里可能有本程序读不懂的内容。",
        "A newer format may hold what this program would misread.",
    ),
    source=LEDGER_FORMAT,
    example=Example("format: 99\n", "format: 1\n", of="ledger"),
)

BLANK: Final = code(
    "S218",
    title=Text("空白文字", "Blank text"),
    message=Text("{key} 是空白", "{key} is blank"),
    remedy=Text("填上内容，没有就删去这一行。", "fill it in or delete the line."),
    why=Text("空白等于没写，又看不出来。", "Blank text says nothing and looks like something."),
    source=LEDGER_FORMAT,
    example=Example('location: ""\n', "location: 甲醇罐区东侧\n", of="hazard"),
)

CODES: Final = (
    NOT_UTF8,
    TOO_LARGE,
    CONFLICT,
    TAB,
    LINE_END,
    CONTROL,
    DOCUMENTS,
    ANCHOR,
    TAG,
    TOO_DEEP,
    STRAY_FILE,
    LINK,
    CANNOT_OPEN,
    UNION_MERGE,
    SYNTAX,
    FULL_WIDTH,
    RESERVED,
    FLOW_TEXT,
    UNCLOSED,
    INDENT,
    VANISHED,
    NO_SPACE,
    NOT_A_LIST,
    NOT_A_RECORD,
    UNKNOWN_KEY,
    DUPLICATE_KEY,
    MISSING,
    NO_VALUE,
    WRONG_TYPE,
    UNKNOWN_TERM,
    BAD_DATE,
    NEEDS_QUOTES,
    BAD_NUMBER,
    NOT_FOR_EVENT,
    ONE_OF,
    BAD_PATTERN,
    OUT_OF_PERIOD,
    QUOTED_NUMBER,
    NEWER_FORMAT,
    BLANK,
)
"""Every code of a reader."""
