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
from salesbook.bank.western_names import western_name

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
张家口 承德 衡水 邢台 阳泉 长治 晋城 朔州 晋中 运城 忻州 临汾 吕梁 乌海 赤峰 通辽 鄂尔多斯 呼伦贝尔
巴彦淖尔 乌兰察布 抚顺 本溪 丹东 锦州 营口 阜新 辽阳 盘锦 铁岭 葫芦岛 四平 辽源 通化 白山 松原 白城
延边 齐齐哈尔 鸡西 鹤岗 双鸭山 伊春 佳木斯 七台河 牡丹江 黑河 绥化 淮南 淮北 铜陵 阜阳 宿州 六安
亳州 池州 宣城 三明 南平 龙岩 宁德 晋江 景德镇 萍乡 新余 鹰潭 吉安 宜春 抚州 上饶 滨州 菏泽 莱芜
平顶山 安阳 鹤壁 焦作 濮阳 许昌 漯河 三门峡 商丘 信阳 周口 驻马店 十堰 鄂州 荆门 孝感 黄冈 咸宁
随州 恩施 邵阳 常德 张家界 益阳 郴州 永州 怀化 娄底 韶关 梅州 汕尾 河源 阳江 清远 潮州 揭阳 云浮
梧州 防城港 钦州 贵港 玉林 百色 贺州 河池 来宾 崇左 自贡 攀枝花 泸州 广元 遂宁 内江 乐山 南充 眉山
宜宾 广安 达州 雅安 巴中 资阳 六盘水 安顺 毕节 铜仁 曲靖 玉溪 保山 昭通 丽江 普洱 临沧 大理 铜川
渭南 延安 汉中 榆林 安康 商洛 嘉峪关 金昌 天水 武威 张掖 平凉 酒泉 庆阳 定西 陇南 海东 格尔木
石嘴山 吴忠 固原 中卫 克拉玛依 吐鲁番 哈密 喀什 伊犁 石河子
"""


def _any_of(words: str) -> str:
    """A pattern of one of the words, the longest first."""
    return "(?:" + "|".join(sorted(words.split(), key=len, reverse=True)) + ")"


_REGION = f"(?:{_any_of(_REGIONS)}(?:省|市|自治区|特别行政区)?|[\\u4e00-\\u9fff]{{2,4}}?[市县])"
"""A place that is listed, or that says itself what kind of place it is."""
_HEAD_REGIONS = re.compile(f"^(?:{_REGION}){{1,2}}")
_ANY_REGION = re.compile(f"^(?:{_REGION}){{1,2}}$")

_LEGAL = re.compile(
    r"(?:(?:集团)?(?:股份|责任)?有限(?:责任)?公司|(?:集团)?(?:股份)?有限(?:责任)?公?|(?:集团)?股份公司|集团公司|集团股份?|有限合伙|合伙企业|公司|集团|"
    r"股份|个体工商户|个人独资企业|经营部|商行|商店|批发部|工作室|事务所|工厂|厂|店)$"
)
_SHOP = re.compile("经营部|商行|商店|批发部|工作室|个体|店")
_LEGAL_CUT = re.compile(r"(?<=.{5})(?:集团)?(?:股份?)?有$")
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


class Form(Enum):
    """What a company's name says of its legal form."""

    NONE = "none"
    COMPANY = "company"
    GROUP = "group"
    WORKS = "works"
    SHOP = "shop"


@dataclass(frozen=True, slots=True)
class NameParts:
    """A name in its plain form (``whole``) and its parts; ``core`` is all of it but legal form and branch.

    Of a name in Latin letters ``brand`` is the core, and ``words`` are its words. ``form`` tells what the legal form
    says, if there is one: ``X Trade Ltd`` and ``X Trade Group Ltd`` are two companies.
    """

    whole: str
    core: str
    region: str
    brand: str
    industry: str
    branch: str
    form: Form
    words: tuple[str, ...] = ()


@lru_cache(maxsize=1 << 15)
def name_parts(name: str) -> NameParts:
    """Take a name apart."""
    whole = plain_name(name)
    if whole.isascii():
        western = western_name(name)
        core = western.core or whole
        form = Form.GROUP if western.of_group else Form.COMPANY if western.has_form else Form.NONE
        return NameParts(whole, core, "", core, "", "", form, western.words)
    return _chinese_parts(name, whole)


def _chinese_form(legal: str) -> Form:
    """What kind of company a legal form, perhaps cut off, is of."""
    if not legal:
        return Form.NONE
    if "集团" in legal:
        return Form.GROUP
    if legal.endswith("厂"):
        return Form.WORKS
    return Form.SHOP if _SHOP.search(legal) else Form.COMPANY


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
    form = _chinese_form(rest[len(core) :])
    head = _HEAD_REGIONS.match(core)
    found_region = head[0] if head and len(core) - head.end() >= 2 else ""
    inner = core[len(found_region) :]
    region = re.sub("[省市县]", "", found_region)
    tail = _INDUSTRY.search(inner)
    brand = inner[: tail.start()] if tail and tail.start() >= 2 else inner
    return NameParts(whole, region + inner, region or in_brackets, brand, inner[len(brand) :], branch, form)


def _without_legal_form(name: str) -> str:
    for pattern in (_LEGAL, _LEGAL_CUT):
        shorter = pattern.sub("", name)
        if shorter != name and len(shorter) >= 2:
            return shorter
    return name
