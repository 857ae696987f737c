"""A company's name taken apart: region, brand, industry, legal form, branch.

Two companies of one region and industry share most of their letters, and are told apart by the brand alone; one
company is written with and without all the rest. The words here are the general ones of company names; which brands
there are is learnt from the book.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from salesbook.bank.names import normal_name, plain_name, simplified

_REGIONS = """
北京 天津 上海 重庆 河北 山西 内蒙古 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南
广东 广西 海南 四川 贵州 云南 西藏 陕西 甘肃 青海 宁夏 新疆 香港 澳门 台湾 中国 石家庄 唐山 秦皇岛
邯郸 保定 廊坊 沧州 太原 大同 呼和浩特 包头 沈阳 大连 鞍山 长春 哈尔滨 大庆 南京 无锡 徐州 常州
苏州 昆山 南通 连云港 淮安 盐城 扬州 镇江 泰州 宿迁 江阴 张家港 常熟 太仓 宜兴 杭州 宁波 温州 嘉兴
湖州 绍兴 金华 义乌 衢州 舟山 台州 丽水 慈溪 余姚 合肥 芜湖 蚌埠 马鞍山 安庆 滁州 福州 厦门 莆田
泉州 漳州 南昌 九江 赣州 济南 青岛 淄博 枣庄 东营 烟台 潍坊 济宁 泰安 威海 日照 临沂 德州 聊城
郑州 洛阳 开封 新乡 南阳 武汉 宜昌 襄阳 荆州 黄石 长沙 株洲 湘潭 衡阳 岳阳 广州 深圳 珠海 汕头
佛山 江门 湛江 茂名 肇庆 惠州 中山 东莞 顺德 南宁 柳州 桂林 北海 海口 三亚 成都 绵阳 德阳 贵阳
遵义 昆明 拉萨 西安 咸阳 宝鸡 兰州 西宁 银川 乌鲁木齐 台北 高雄 新北 台中 台南
"""


def _any_of(words: str) -> str:
    """A pattern of one of the words, the longest first."""
    return "(?:" + "|".join(sorted(words.split(), key=len, reverse=True)) + ")"


_REGION = _any_of(_REGIONS) + "(?:省|市|自治区|特别行政区)?"
_HEAD_REGIONS = re.compile(f"^(?:{_REGION}){{1,2}}")
_ANY_REGION = re.compile(f"^(?:{_REGION}){{1,2}}$")

_LEGAL = re.compile(
    r"(?:(?:集团)?(?:股份|责任)?有限(?:责任)?公司|(?:集团)?(?:股份)?有限(?:责任)?公?|(?:集团)?股份公司|集团公司|集团股份?|有限合伙|合伙企业|公司|集团|"
    r"股份|个体工商户|个人独资企业|经营部|商行|商店|批发部|工作室|事务所|工厂|厂|店)$"
)
_LEGAL_CUT = re.compile(r"(?<=.{5})(?:股份?)?有$")
"""A legal form of which a bank left one letter; only after enough of a name."""
_BRANCH = re.compile(
    r"(?:(?<=公司)|(?<=集团)|(?<=厂)|(?<=商行)|(?<=经营部))"
    r"(.{1,14}(?:分公司|分厂|分店|办事处|代表处|营业部|事业部|项目部)|.{0,4}(?:财务|资金|采购|结算)(?:部|处|中心))$"
)
"""A branch, or a department of the company that pays for it."""
_BRACKETS = re.compile(r"[(\[【〔]([^)\]】〕]*)[)\]】〕]?")

_INDUSTRIES = """
医疗器械 医疗科技 医药 医疗 器械 药业 生物科技 生物 机械设备 精密机械 机械制造 机械 机电设备 机电
电子科技 电子 电器 电气 电力 信息技术 信息科技 信息 网络科技 网络 软件 智能装备 智能科技 智能
自动化设备 自动化 装备制造 装备 设备 仪器仪表 仪器 仪表 五金制品 五金 金属制品 金属材料 金属 钢铁 模具
塑料制品 塑料 塑胶 橡塑 橡胶 包装材料 包装 印刷 纸业 纸制品 化工 化学 新材料 材料 建材 建筑工程 建筑
建设工程 建设 工程 装饰 家具 家居 纺织 服装 服饰 鞋业 食品 餐饮 饮料 农业 农产品 粮油 水产 物流
运输 货运 供应链管理 供应链 贸易 商贸 国际贸易 进出口 实业 工贸 科技发展 科技 技术 工业 制造
汽车零部件 汽车配件 汽车 零部件 配件 轴承 电缆 光电 光学 半导体 新能源 能源 环保 环境 水务 流体 阀门
泵业 液压 传动 电商 电子商务 商务 咨询 管理 投资 控股 发展 服务 文化传播 文化 传媒 广告 教育 旅游
酒店 酒业 百货 超市 连锁 地产 房地产 物业 航空 航天 船舶 重工 轻工 玻璃 陶瓷 石油 燃气 矿业 有色
珠宝 玩具 体育 美容 日化
"""
_INDUSTRY = re.compile(f"{_any_of(_INDUSTRIES)}+$")

_WESTERN_LEGAL = """
CO COMPANY LTD LIMITED INC INCORPORATED CORP CORPORATION LLC LLP LP PLC GMBH AG KG OHG UG SA SAS SARL SRL SPA
BV NV AB AS OY APS PTE PTY SDN BHD KK GROUP HOLDING HOLDINGS PVT PRIVATE THE SRO KFT LDA ZRT DOO UAB SIA
"""
_WESTERN_FORMS = frozenset(_WESTERN_LEGAL.split())
_WESTERN_GROUPS = frozenset(("GROUP", "HOLDING", "HOLDINGS"))
_WESTERN_WORD = re.compile(r"[A-Z0-9]+")
_AND = frozenset(("AND", "UND", "ET"))
"""Words for the sign ``&``, which a plain name has not."""
_OF_BRANCH = frozenset(
    ("BRANCH", "TREASURY", "PAYABLE", "PAYABLES", "FINANCE", "OFFICE", "DEPT", "DEPARTMENT", "NIEDERLASSUNG")
)
"""Words after a legal form that name a branch, or a department that pays."""


class Form(Enum):
    """What a company's name says of its legal form."""

    NONE = "none"
    COMPANY = "company"
    GROUP = "group"


@dataclass(frozen=True, slots=True)
class NameParts:
    """A name in its plain form (``whole``) and its parts; ``core`` is all of it but legal form and branch.

    Of a name that is no Chinese company's, ``brand`` is the core. ``form`` tells what the legal form says: nothing
    where there is none, else whether it is a group's: ``X Trade Ltd`` and ``X Trade Group Ltd`` are two companies.
    """

    whole: str
    core: str
    region: str
    brand: str
    industry: str
    branch: str
    form: Form


@lru_cache(maxsize=1 << 15)
def name_parts(name: str) -> NameParts:
    """Take a name apart."""
    whole = plain_name(name)
    if whole.isascii():
        core = _western_core(name) or whole
        forms = _WESTERN_FORMS.intersection(_western_words(name))
        return NameParts(whole, core, "", core, "", "", _form(bool(forms), bool(forms & _WESTERN_GROUPS)))
    return _chinese_parts(name, whole)


def _western_core(name: str) -> str:
    """The words of a name but those of its legal form and of a branch after it, written together."""
    words = _western_words(name)
    form = max((place for place, word in enumerate(words) if place and word in _WESTERN_FORMS), default=None)
    if form is not None and _OF_BRANCH.intersection(words[form + 1 :]):
        words = words[:form]
    return "".join(word for word in words if word not in _WESTERN_FORMS and word not in _AND)


def _western_words(name: str) -> list[str]:
    text = re.sub(r"(?<=\b[A-Z])\.(?=[A-Z]\b)", "", unicodedata.normalize("NFKC", name).upper())
    return _WESTERN_WORD.findall(text)


def _form(found: bool, of_group: bool) -> Form:
    if of_group:
        return Form.GROUP
    return Form.COMPANY if found else Form.NONE


def _chinese_parts(name: str, whole: str) -> NameParts:
    open_form = simplified(unicodedata.normalize("NFKC", name).upper())
    bracketed = "".join(plain_name(inner) for inner in _BRACKETS.findall(open_form))
    rest = normal_name(_BRACKETS.sub("", open_form)) or whole
    in_brackets = bracketed if _ANY_REGION.match(bracketed) else ""
    found = _BRANCH.search(rest)
    branch = found[1] if found else ""
    if found:
        rest = rest[: found.start(1)]
    core = _without_legal_form(rest)
    form = _form(core != rest, "集团" in rest[len(core) :])
    head = _HEAD_REGIONS.match(core)
    found_region = head[0] if head and len(core) - head.end() >= 2 else ""
    inner = core[len(found_region) :]
    region = re.sub("[省市]", "", found_region)
    tail = _INDUSTRY.search(inner)
    brand = inner[: tail.start()] if tail and tail.start() >= 2 else inner
    return NameParts(whole, region + inner, region or in_brackets, brand, inner[len(brand) :], branch, form)


def _without_legal_form(name: str) -> str:
    for pattern in (_LEGAL, _LEGAL_CUT):
        shorter = pattern.sub("", name)
        if shorter != name and len(shorter) >= 2:
            return shorter
    return name
