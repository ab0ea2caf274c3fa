"""Names as people type them: folded, written out in every form, and found in a sentence.

A lender is found by its written names and by forms that follow from them (without 有限公司, 消金 for
消费金融, 小贷 for 小额贷款, without the place in front). In a sentence the longest name wins at each
place, so that 唯品花 is not 唯品富邦 and 晋商银行 is not 晋商消费金融; two lenders in one sentence are
ambiguous, and nothing is guessed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cached_property

from borrower_help.knowledge.likeness import heard_as
from borrower_help.knowledge.records.lenders import Bank, Lender
from borrower_help.values.patterns import pattern

_TRADITIONAL = (
    "亂佇佢來係個們備傳債傷價億儘償儲兒內兩冇凱創劃勁動務匯區協咗員唄唔問喪單喺嗆嗎嘅嘆嘔嘗嚇嚴國圍園團堅報場塊塵"
    "墜墻壓壞壺夠夢奪妝姊姦媽嬰孫學實寧寫寶尋對導屍屢層屬嶽帳帶幾廁廈廢廣強後從復恆惡愛慘慶憂憐憑憤應懶懷懸戀戶拋"
    "捨捲掃掙掛揮損搶撐擇擊擋擔據擬擺擾攔攜敗敵數斃斬斷時晉暈暢曉曬書會東條棄棟業極構槍樂樓樣樹橋機橫檢檯櫃權歎歐"
    "歡歲歸殘殞殺毀氣決沒沖淚淨淺減渾湧湯準溝溫滅滾滿漢潑潔潛潰澆濃濟濱灑為無煙煩熱燒營爐爛爭爺爾牆牽狀狹獄獎獨獸"
    "現環甚產畢畫異當痲瘋療癇癡癱癲發盜盡監盤眾睏瞞確礙禍禮稅稱積穩窩窮竊筆節簡簽籃籠糧約紙級紮細終組結絕絞絡給統"
    "絲綁經維網緊緒線編緩縊縮縱總織繞繩繫繼續纏罰罵罷義習聖聯聲職聽肅脅脈脫脹腦腫腳腸膚膽臉臟臥臨臺與興舉舊艱莊華"
    "萬著蒼蓋蕩薈藍藥蘇處虛虜號虧螞蟲蟻衆術衛衝裏補裝裡襪見視親覺觀觸訂計訊討託記設許訴診註評詛詞詢試話該認語誠誣"
    "誤說誰課調談請諒論諷諾謊講謝證識譴護變讓豈豐豬貓負財貨貪責貴買貸費貼賃資賊賞賠賣賤質賬賴購贅贏趕趙跡踐踴蹤躍"
    "車軌軍軟較載輕輛輪輸轉辦辭農這連進遊運過達違遠適遲遷選遺還邊郵鄉鄭鄰醫釋釘鈴鉤銀銬銷鋸錄錘錢錦錯鎖鎮鏈鏡鐵長"
    "門閃閉開閑閒間閨闆闖關陝陣陰陸陽隊際隨險隱隻雖雙雜離難雲電霧靜韓響頂順預領頭頸頹顆題額願類顧顫顯風飛飢飯飲養"
    "餓館馬駕騙騰騷驅驗驚骯髒體髮鬆鬧鬱鳥鹽麵麼黃點黨齊龍"
)
_SIMPLIFIED = (
    "乱伫他来系个们备传债伤价亿尽偿储儿内两没凯创划劲动务汇区协了员呗不问丧单在呛吗的叹呕尝吓严国围园团坚报场块尘"
    "坠墙压坏壶够梦夺妆姐奸妈婴孙学实宁写宝寻对导尸屡层属岳账带几厕厦废广强后从复恒恶爱惨庆忧怜凭愤应懒怀悬恋户抛"
    "舍卷扫挣挂挥损抢撑择击挡担据拟摆扰拦携败敌数毙斩断时晋晕畅晓晒书会东条弃栋业极构枪乐楼样树桥机横检台柜权叹欧"
    "欢岁归残殒杀毁气决没冲泪净浅减浑涌汤准沟温灭滚满汉泼洁潜溃浇浓济滨洒为无烟烦热烧营炉烂争爷尔墙牵状狭狱奖独兽"
    "现环什产毕画异当麻疯疗痫痴瘫癫发盗尽监盘众困瞒确碍祸礼税称积稳窝穷窃笔节简签篮笼粮约纸级扎细终组结绝绞络给统"
    "丝绑经维网紧绪线编缓缢缩纵总织绕绳系继续缠罚骂罢义习圣联声职听肃胁脉脱胀脑肿脚肠肤胆脸脏卧临台与兴举旧艰庄华"
    "万着苍盖荡荟蓝药苏处虚虏号亏蚂虫蚁众术卫冲里补装里袜见视亲觉观触订计讯讨托记设许诉诊注评诅词询试话该认语诚诬"
    "误说谁课调谈请谅论讽诺谎讲谢证识谴护变让岂丰猪猫负财货贪责贵买贷费贴赁资贼赏赔卖贱质账赖购赘赢赶赵迹践踊踪跃"
    "车轨军软较载轻辆轮输转办辞农这连进游运过达违远适迟迁选遗还边邮乡郑邻医释钉铃钩银铐销锯录锤钱锦错锁镇链镜铁长"
    "门闪闭开闲闲间闺板闯关陕阵阴陆阳队际随险隐只虽双杂离难云电雾静韩响顶顺预领头颈颓颗题额愿类顾颤显风飞饥饭饮养"
    "饿馆马驾骗腾骚驱验惊肮脏体发松闹郁鸟盐面么黄点党齐龙"
)
SIMPLIFIED = str.maketrans(_TRADITIONAL, _SIMPLIFIED)
"""Traditional characters that occur in names of lenders and in the words around them."""


SHORTEST_HEARD = 3
"""Characters of a name that is known by its sound; of two there are too many."""

SHORTEST_BEGINNING = 3
"""Fewer letters than these begin too many words: ``ge`` is not geerong."""


_NO_LETTER = pattern(r"[\W_]+")


def normalise(name: str) -> str:
    """A name as it is compared: full width folded, simplified characters, lower case, without spaces and
    punctuation.
    """
    return _NO_LETTER.sub("", _folded(name))


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold().translate(SIMPLIFIED)


# --- forms of a name -------------------------------------------------------------------------------------

_COMPANY = pattern(r"(?:股份有限公司|有限责任公司|股份公司|有限公司|公司)$")
_PLACE = pattern(
    r"^(?:北京|上海|天津|重庆|河北|山西|内蒙古|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|广西|海南|四川|贵州|云南|西藏|陕西|甘肃|青海|宁夏|新疆"
    r"|深圳|广州|厦门|宁波|青岛|大连|南京|杭州|苏州|成都|武汉|西安|哈尔滨|福州|温州|长春|石家庄)(?:省|市)?(?:前海)?"
)
_REGION = pattern(r"^深圳市?(?=前海)")
"""The city in front of a district that people name instead of it: 前海微众银行."""
_SHORT = (
    ("消费金融", "消金"),
    ("小额贷款", "小贷"),
    ("小额贷款", "小额贷"),
    ("融资担保", "融担"),
    ("融资租赁", "租赁"),
)
_NO_NAME = frozenset(
    {
        "消费金融",
        "消金",
        "小额贷款",
        "小贷",
        "融资担保",
        "融担",
        "租赁",
        "网络小额贷款",
        "网络小贷",
        "银行",
        "信息科技",
        "科技",
    }
)


def forms(name: str) -> Iterator[str]:
    """A name in every form it is typed in, compared as ``normalise`` compares."""
    whole = normalise(name)
    yield whole
    yield from _short_forms(whole)


def _short_forms(whole: str) -> Iterator[str]:
    stem = _COMPANY.sub("", whole)
    if stem == whole and not any(long in whole for long, _ in _SHORT):
        return
    for short in {stem, _PLACE.sub("", stem), _REGION.sub("", stem)} - _NO_NAME:
        if len(short) >= 4:
            yield short
            yield from (short.replace(long, brief) for long, brief in _SHORT if long in short)


def written(lender: Lender) -> Iterator[str]:
    """Every name of a lender that is written in its file."""
    yield from (lender.id, lender.name, lender.legal_name, *lender.aliases)
    yield from (former.name for former in lender.former_names)
    yield from (product.name for product in lender.products)


# --- the index -------------------------------------------------------------------------------------------

_GENERIC = frozenset(
    (
        "信用",
        "分期",
        "借钱",
        "借款",
        "贷款",
        "钱包",
        "金融",
        "消费",
        "月付",
        "白条",
        "金条",
        "拿去",
        "我来",
        "好分",
        "人品",
        "卡卡",
        "网商",
        "三快",
        "中国",
        "融资",
        "担保",
        "小额",
        "网络",
        "科技",
        "消费金融",
        "小额贷款",
        "融资担保",
        "信用卡",
        "银行",
        "信息",
        "信息技术",
        "借钱优选",
        "保险",
        "租赁",
        "汽车",
        "有钱",
        "小花",
        "盈小",
        "信用贷",
        "众安在线",
        "财产保险",
        "现金",
        "豆豆",
        "桔多",
    )
)
"""Beginnings that say nothing about who lends."""
ALSO_WORDS = frozenset({"够花", "白条", "海尔", "马上", "人品"})
"""Names that are also ordinary words (钱不够花, 海尔冰箱): in a sentence they count only after 在, 从, 向 … or at
its beginning.
"""
_BEFORE_A_WORD = pattern(r"(?:^|[在从用向欠叫是的]|收到|接到|自称)$")
_OTHER_NAME = pattern(
    r"(?:贷(?!款|了|的)|宝|花|付|呗|卡|银行|信托|证券|保险|财富|支付|商城|商场|专卖店|售后|维修"
    r"|冰箱|冰柜|空调|洗衣机|热水器|电视|彩电|电脑|平板|手机|手环|耳机|音箱|路由器|充电宝|电器|家电"
    r"|外卖|团购|单车|打车|快车|司机|骑手|机票|酒店|旅游|快递|物流|直播)"
)
"""What follows a short name and makes another name of it, or names goods and no loan: 极融贷 is not 极融."""
_SHORT_NAME = 3
_BANK = pattern(r"(?P<name>[一-鿿]{2,10}银行)(?:的)?(?:信用卡(?:中心)?|贷款|借款|网贷)?")
_MAX_WORDS = 18
"""So many syllables has the longest legal name in pinyin."""
_COMPANY_IN_PINYIN = pattern(r"(?:gufenyouxiangongsi|youxianzerengongsi|youxiangongsi|gongsi)$")
_BEFORE_A_BANK = pattern(r"^(?:我|你|他|她|的|在|从|用|向|欠|是|借了?的?|办了?的?|收到|接到|说|自称)+")
_LAST = pattern(r"(?:^|[的在从用欠张是我])(信用卡)")
_A_BANKS = pattern(r"(?:^|[的在从用欠张是我])银行(?:的|(?=信用卡))")
"""A bank of which no name is told: 银行的信用卡."""
_FILLERS = pattern(r"app|软件|里面的|里边的|里的|上面的|上的|那个|这个|官方|客服|电话|手机号")
"""Words around and inside a name that are none of it: 美团 App 里的借钱."""
"""A name so general that it counts in a sentence only where nobody else is named; 51信用卡 is another name."""


class Names:
    """All names by which lenders and banks are known."""

    def __init__(self, lenders: Iterable[Lender], banks: Iterable[Bank]) -> None:
        self._lenders = tuple(lenders)
        self._banks = tuple(banks)

    @cached_property
    def _spelt(self) -> list[tuple[str, str]]:
        """Every name that is written in a file, with its lender."""
        return [(normalise(name), lender.id) for lender in self._lenders for name in written(lender)]

    @cached_property
    def _written(self) -> dict[str, str]:
        return dict(self._spelt)

    @cached_property
    def lender_of(self) -> dict[str, str]:
        """The lender of every name; what is written for one beats a form that follows for another."""
        derived: dict[str, set[str]] = {}
        for whole, lender in self._spelt:
            for form in _short_forms(whole):
                if form not in self._written:
                    derived.setdefault(form, set()).add(lender)
        return self._written | {form: owners.pop() for form, owners in derived.items() if len(owners) == 1}

    @cached_property
    def in_a_sentence(self) -> dict[str, str]:
        """The lender of every name that counts in a sentence, too."""
        return {name: of for name, of in self.lender_of.items() if name not in _GENERIC or name in ALSO_WORDS}

    @cached_property
    def bank_of(self) -> dict[str, str]:
        """The bank of every bank's name, but for those that mean a lender with an entry."""
        return {
            form: bank.name
            for bank in self._banks
            for name in (bank.name, *bank.aliases)
            for form in (normalise(name), normalise(name) + "信用卡", normalise(name) + "信用卡中心")
            if form not in self.lender_of
        }

    @cached_property
    def _not(self) -> frozenset[str]:
        """Names that are kept apart from a lender and are nobody else's."""
        return frozenset(normalise(other.name) for lender in self._lenders for other in lender.not_aliases) - set(
            self.lender_of
        )

    def lender(self, typed: str) -> str | None:
        """The id of the lender that was named, or meant beyond doubt; ``None`` where there is none or more than one."""
        wanted = normalise(typed)
        if wanted in self._written:
            return self._written[wanted]  # most names are written so, and the other forms need not be made
        if wanted in self.lender_of:
            return self.lender_of[wanted]
        if wanted.isascii() and (bare := _COMPANY_IN_PINYIN.sub("", wanted)) in self._latin:
            return self._latin[bare]
        if len(wanted) < 2 or wanted in self._not or wanted in self.bank_of or self.bank(typed):
            return None
        mentioned = self.mentioned(typed)
        if mentioned:
            return mentioned[0] if len(mentioned) == 1 else None
        return (
            self._begun(wanted)
            or self._general(_A_BANKS.sub("", wanted))
            or self._heard(wanted)
            or self.lender_of.get(_FILLERS.sub("", wanted))
            or self._seated(wanted)
        )

    def _seated(self, wanted: str) -> str | None:
        """The lender of a name with its own city put in front: 重庆三快小额贷款 is 三快小贷 in 重庆, and in no other
        place.
        """
        place = _PLACE.match(wanted)
        if not place:
            return None
        rest = _COMPANY.sub("", wanted[place.end() :])
        names = {rest, *(rest.replace(long, brief) for long, brief in _SHORT if long in rest)} - _NO_NAME
        found = {self.lender_of[name] for name in names if name in self.lender_of}
        cities = {lender.id: lender.city for lender in self._lenders}
        return next((id_ for id_ in found if len(found) == 1 and cities[id_] and cities[id_] in place[0]), None)

    def _heard(self, wanted: str) -> str | None:
        """The one lender whose whole name is read as what was typed: 微立贷 is 微粒贷, chosen wrongly from a list."""
        if len(wanted) < SHORTEST_HEARD:
            return None
        heard = {lender for name, lender in self.lender_of.items() if heard_as(wanted, name)}
        return heard.pop() if len(heard) == 1 else None

    def _general(self, wanted: str) -> str | None:
        """The lender of a general name in a sentence that names no bank: whoever owes on a card owes some bank."""
        if any(name in wanted for name in self.bank_of) or "银行" in wanted:
            return None
        general = _LAST.search(wanted)
        return self.lender_of.get(general[1]) if general else None

    def bank(self, typed: str) -> str | None:
        """The bank that was typed and has no entry of its own, by its list or by the shape of its name."""
        wanted = normalise(typed)
        if wanted in self.bank_of:
            return self.bank_of[wanted]
        shaped = _BANK.fullmatch(_BEFORE_A_BANK.sub("", wanted))
        return shaped["name"] if shaped and shaped["name"] not in self.lender_of else None

    def kept_apart(self, typed: str) -> list[tuple[str, str]]:
        """For a name that is nobody's here: the ids of the lenders it is confused with, each with why it is not
        theirs.
        """
        wanted = normalise(typed)
        return [
            (lender.id, other.why)
            for lender in self._lenders
            for other in lender.not_aliases
            if normalise(other.name) == wanted and wanted in self._not
        ]

    def mentioned(self, text: str) -> list[str]:
        """The lenders named in a text, in order of their first mention, the longest name at each place."""
        return list(dict.fromkeys([*self._in_words(text), *self._in_characters(normalise(text))]))

    def taken_out(self, text: str) -> tuple[list[str], str]:
        """The lenders named in a text, and the text without their names, for whoever looks for what is asked of
        them.
        """
        rest = self._pattern.sub(lambda match: " " if self._is_named(match, text) else match.group(), text)
        rest = re.sub(r"[a-z]{4,}", lambda match: " " if match.group() in self._latin else match.group(), rest)
        return self.mentioned(text), rest

    def _is_named(self, match: re.Match[str], text: str) -> bool:
        name = match.group()
        if len(name) <= _SHORT_NAME and _OTHER_NAME.match(text, match.end()):
            return False
        return name not in ALSO_WORDS or _BEFORE_A_WORD.search(text[: match.start()]) is not None

    def _begun(self, wanted: str) -> str | None:
        """The only lender with a name that begins so, where the beginning is no mere place and no common word."""
        if wanted in _GENERIC or not _PLACE.sub("", wanted):
            return None
        if wanted.isascii() and len(wanted) < SHORTEST_BEGINNING:
            return None
        meant = {lender for name, lender in self.lender_of.items() if name.startswith(wanted)}
        meant |= {name for name in (*self.bank_of, *self._not) if name.startswith(wanted)}
        only = meant.pop() if len(meant) == 1 else None
        return only if only in self._ids else None

    @cached_property
    def _ids(self) -> frozenset[str]:
        return frozenset(lender.id for lender in self._lenders)

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        """Every name with Chinese characters, longest first, so that the longest wins at its place."""
        names = {
            name
            for name in (*self.lender_of, *self.bank_of, *self._not)
            if not name.isascii() and (name not in _GENERIC or name in ALSO_WORDS)
        }
        return re.compile(
            "|".join(self._escaped(name) for name in sorted(names, key=lambda name: (-len(name), name))) or r"(?!)"
        )

    def _escaped(self, name: str) -> str:
        """A name in a pattern; 极融贷 is kept apart from 极融, but 极融贷款 is a loan of 极融."""
        return re.escape(name) + ("(?!款)" if name in self._not and name.endswith("贷") else "")

    def _in_characters(self, text: str) -> Iterator[str]:
        for match in self._pattern.finditer(text):
            name = match.group()
            if len(name) <= _SHORT_NAME and _OTHER_NAME.match(text, match.end()):
                continue
            if name in ALSO_WORDS and not _BEFORE_A_WORD.search(text[: match.start()]):
                continue
            if name in self.lender_of:
                yield self.lender_of[name]

    def _in_words(self, text: str) -> Iterator[str]:
        """Names in Latin letters: whole words, or up to five of them together."""
        words = re.findall(r"[a-z]+", _folded(text))
        if len(words) > 200:
            return
        place = 0
        while place < len(words):
            size = next(
                (size for size in range(_MAX_WORDS, 0, -1) if "".join(words[place : place + size]) in self._latin), 0
            )
            if size:
                yield self._latin["".join(words[place : place + size])]
            place += size or 1

    @cached_property
    def _latin(self) -> dict[str, str]:
        return {
            name: lender
            for name, lender in self.lender_of.items()
            if name.isascii() and name.isalpha() and len(name) >= 4
        }
