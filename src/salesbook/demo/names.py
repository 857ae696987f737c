"""The people, firms and goods of the demonstration company: all invented."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

Habit = Literal["each", "monthly", "parts", "lump", "advance", "bills", "cash"]
"""How a customer pays: each item on its own, all that is due once a month, in two parts, in round sums without
saying for what, ahead of its orders, by acceptance bills, or cash and WeChat to the rep."""
Billing = Literal["delivery", "order", "monthly"]
"""When a customer gets its fapiao: with each delivery, when an order is complete, or one a month for everything."""
Demand = Literal["parts", "equipment", "shop"]
"""What a customer buys: components, whole machines, or little at a time."""


@dataclass(frozen=True, slots=True)
class Rep:
    """A sales rep; ``left`` is the first day without him."""

    id: str
    name: str
    team: str
    weight: int
    left: date | None = None


@dataclass(frozen=True, slots=True)
class Profile:
    """A customer and its ways. ``late`` are the days it pays after the due date, from and to; ``weight`` says
    how often it orders; ``limit`` is its credit limit as percent of its highest exposure; it orders from
    ``since`` until before ``until``.
    """

    id: str
    name: str
    aliases: tuple[str, ...]
    region: str
    rep: str
    terms: str
    habit: Habit
    late: tuple[int, int]
    billing: Billing
    demand: Demand
    weight: int
    account: str = "icbc"
    group: str | None = None
    limit: int = 140
    since: date = date(2024, 11, 1)
    until: date = date(2027, 1, 1)


@dataclass(frozen=True, slots=True)
class Good:
    """A product: ``price`` and ``cost`` in fen, ``tax`` in percent."""

    id: str
    name: str
    unit: str
    price: int
    cost: int
    tax: int = 13
    demand: tuple[Demand, ...] = ("parts",)


COMPANY = "上海云岚智能装备有限公司"

REPS = (
    Rep("wang-fang", "王芳", "华东", 115),
    Rep("li-lei", "李磊", "华东", 105),
    Rep("chen-jie", "陈洁", "华东", 80, left=date(2025, 9, 1)),
    Rep("zhao-min", "赵敏", "华南", 110),
    Rep("sun-hao", "孙浩", "华南", 90),
    Rep("zhou-ting", "周婷", "华南", 95),
)
SUCCESSORS = ("wang-fang", "li-lei")
"""Who took over the customers of the rep who left, in turn."""

_2025_03 = date(2025, 3, 1)
_2025_09 = date(2025, 9, 1)
_2026_03 = date(2026, 3, 1)

CUSTOMERS = (
    Profile("HYJM", "上海衡岳精密机械有限公司", ("衡岳精密",), "310112", "wang-fang", "monthly30", "monthly",
            (0, 8), "monthly", "parts", 52),
    Profile("HYJG", "上海衡岳精工机械有限公司", ("衡岳精工",), "310117", "li-lei", "net30", "each",
            (0, 15), "delivery", "parts", 30),
    Profile("LQZN", "苏州澜桥智能科技有限公司", ("澜桥智能", "苏州澜桥"), "320506", "wang-fang", "deposit30", "each",
            (0, 12), "delivery", "equipment", 22),
    Profile("ZSDJ", "无锡柘山电机有限公司", ("柘山电机",), "320205", "chen-jie", "monthly25", "monthly",
            (0, 5), "monthly", "parts", 40),
    Profile("QHBZ", "宁波启禾包装机械有限公司", ("启禾包装",), "330203", "li-lei", "net30", "each",
            (-12, 4), "delivery", "parts", 34, "cmb"),
    Profile("XLQC", "常州旭陵汽车零部件有限公司", ("旭陵汽配", "旭陵汽车零部件"), "320411", "li-lei", "monthly30",
            "bills", (5, 25), "monthly", "parts", 44),
    Profile("YCYQ", "杭州屿川仪器仪表有限公司", ("屿川仪表",), "330108", "chen-jie", "net30", "each",
            (0, 14), "delivery", "parts", 28, "cmb"),
    Profile("JTHB", "南京景棠环保设备有限公司", ("景棠环保",), "320115", "wang-fang", "net30", "parts",
            (8, 30), "delivery", "parts", 24),
    Profile("RHFZ", "绍兴润澔纺织机械有限公司", ("润澔纺机",), "330602", "chen-jie", "monthly30", "lump",
            (0, 20), "monthly", "parts", 26, "cmb"),
    Profile("BSWJ", "嘉兴柏朔五金制品有限公司", ("柏朔五金",), "330402", "li-lei", "cash", "each",
            (0, 0), "order", "shop", 54, "alipay"),
    Profile("DFLT", "合肥砥峰流体控制有限公司", ("砥峰流体",), "340104", "li-lei", "net30", "each",
            (0, 18), "order", "parts", 22, "cmb"),
    Profile("MZSP", "上海茗洲食品机械有限公司", ("茗洲食品机械", "茗洲"), "310114", "wang-fang", "net30", "each",
            (-14, 2), "delivery", "parts", 28),
    Profile("KYYL", "上海康屿医疗器械有限公司", ("康屿医疗",), "310115", "wang-fang", "net30", "each",
            (0, 10), "delivery", "parts", 30),
    Profile("KYKJ", "上海康屿医疗科技有限公司", ("康屿医疗", "康屿科技"), "310104", "chen-jie", "monthly25", "monthly",
            (0, 6), "monthly", "parts", 22),
    Profile("HXZC", "昆山禾曦特种轴承有限公司", ("禾曦轴承",), "320583", "li-lei", "monthly30", "monthly",
            (10, 30), "monthly", "parts", 30, "cmb", limit=72),
    Profile("SLWL", "上海朔澜物流设备有限公司", ("朔澜物流",), "310118", "chen-jie", "deposit30", "each",
            (0, 20), "delivery", "equipment", 18),
    Profile("TYSY", "台州炀晟塑业有限公司", ("炀晟塑业",), "331002", "li-lei", "net60", "each",
            (5, 35), "order", "parts", 18, "cmb"),
    Profile("YZLJ", "扬州砚泽冷机有限公司", ("砚泽冷机",), "321003", "wang-fang", "monthly30", "monthly",
            (0, 12), "monthly", "parts", 22, since=_2025_03),
    Profile("JLZD", "上海璟澜自动化工程有限公司", ("璟澜自动化",), "310113", "wang-fang", "deposit30", "each",
            (3, 18), "delivery", "equipment", 18, "cmb"),
    Profile("WYZG", "南通纬屿重工有限公司", ("纬屿重工",), "320602", "li-lei", "deposit30", "each",
            (10, 45), "delivery", "equipment", 14, limit=80),
    Profile("LCKJ", "广东珑川科技股份有限公司", ("珑川科技", "广东珑川"), "440106", "zhao-min", "monthly30", "monthly",
            (0, 8), "monthly", "parts", 56, "cmb", group="longchuan"),
    Profile("LCJD", "佛山珑川机电有限公司", ("珑川机电",), "440604", "zhao-min", "monthly30", "monthly",
            (0, 8), "monthly", "parts", 34, "cmb", group="longchuan"),
    Profile("SYDZ", "深圳市朔屿电子有限公司", ("朔屿电子",), "440305", "sun-hao", "net30", "each",
            (0, 12), "delivery", "parts", 46, "cmb"),
    Profile("HCMJ", "东莞市桓辰精密模具有限公司", ("桓辰模具",), "441900", "sun-hao", "monthly25", "monthly",
            (0, 10), "monthly", "parts", 50, "cmb"),
    Profile("QYXN", "广州启玥新能源科技有限公司", ("启玥新能源",), "440112", "zhou-ting", "deposit30", "each",
            (0, 15), "delivery", "equipment", 30, "cmb"),
    Profile("TLJX", "中山市棠岭机械有限公司", ("棠岭机械",), "442000", "zhao-min", "monthly25", "monthly",
            (0, 7), "monthly", "parts", 38, "cmb"),
    Profile("JHLY", "珠海璟桓铝业有限公司", ("璟桓铝业",), "440402", "zhou-ting", "net30", "each",
            (0, 20), "order", "parts", 32),
    Profile("FYZK", "厦门枫屿自控设备有限公司", ("枫屿自控",), "350203", "zhao-min", "net30", "each",
            (-8, 10), "delivery", "parts", 40, since=_2025_03),
    Profile("BHJD", "惠州市柏桓机电有限公司", ("柏桓机电",), "441302", "sun-hao", "net60", "advance",
            (0, 0), "order", "parts", 28, "cmb"),
    Profile("ZYWJ", "佛山市南海区柘屿五金经营部", ("柘屿五金店", "柘屿五金"), "440605", "sun-hao", "cash", "cash",
            (0, 3), "order", "shop", 20),
    Profile("LXSM", "深圳市澜夕数码科技有限公司", ("澜夕数码",), "440307", "zhou-ting", "cash", "each",
            (0, 0), "order", "shop", 54, "alipay"),
    Profile("MRCY", "汕头市茗睿彩印有限公司", ("茗睿彩印",), "440511", "zhou-ting", "net30", "lump",
            (10, 40), "order", "parts", 26),
    Profile("DYSC", "福州砥屿水处理设备有限公司", ("砥屿水处理",), "350102", "zhao-min", "monthly30", "advance",
            (0, 0), "order", "parts", 28),
    Profile("YHJS", "长沙屿桓建设工程有限公司", ("屿桓建设",), "430103", "zhou-ting", "net60", "parts",
            (75, 150), "order", "equipment", 18, limit=62),
    Profile("CSWX", "广州辰朔机电维修服务部", ("辰朔维修",), "440104", "sun-hao", "net30", "cash",
            (3, 20), "order", "shop", 14, until=date(2025, 7, 1)),
    Profile("HARROW", "Harrowgate Bearings Inc.", ("Harrowgate Bearings", "HARROWGATE"), "", "zhou-ting", "tt30",
            "each", (0, 10), "delivery", "parts", 24, "boc-usd"),
    Profile("KESTREL", "凯斯翠自动化（上海）有限公司", ("Kestrel Automation (Shanghai) Co., Ltd.", "Kestrel"), "310115",
            "wang-fang", "net30", "each", (0, 6), "delivery", "parts", 30, "cmb", since=_2025_09),
    Profile("BLUEFIN", "Bluefin Packaging (Suzhou) Co., Ltd.", ("蓝鳍包装", "Bluefin"), "320594", "li-lei", "monthly30",
            "monthly", (0, 6), "monthly", "parts", 24, "cmb"),
    Profile("TANAGER", "Tanager Instruments (Guangzhou) Ltd.", ("唐纳雀仪器", "Tanager"), "440111", "zhou-ting",
            "net30", "each", (0, 9), "delivery", "parts", 34, "cmb", since=_2026_03),
    Profile("OSTARA", "Ostara Food Systems (Shenzhen) Co., Ltd.", ("奥斯塔拉食品设备", "Ostara"), "440304", "sun-hao",
            "deposit30", "each", (0, 14), "delivery", "equipment", 18, since=_2025_09),
)  # fmt: skip

_ALL: tuple[Demand, ...] = ("parts", "shop")
_BOTH: tuple[Demand, ...] = ("parts", "equipment")
_MACHINES: tuple[Demand, ...] = ("equipment",)

GOODS = (
    Good("P-100", "深沟球轴承 6204-2RS", "个", 1850, 1120, demand=_ALL),
    Good("P-101", "深沟球轴承 6308-ZZ", "个", 4680, 2890, demand=_ALL),
    Good("P-102", "角接触球轴承 7205C", "个", 12850, 8000, demand=_ALL),
    Good("P-103", "圆锥滚子轴承 32210", "个", 9600, 6150),
    Good("P-104", "带座轴承 UCP208", "套", 6400, 3980, demand=_ALL),
    Good("P-110", "直线导轨 20 型 L=600", "根", 42800, 27600),
    Good("P-111", "直线导轨 25 型 L=1000", "根", 68600, 44100),
    Good("P-112", "导轨滑块 20 型", "个", 18600, 11900),
    Good("P-113", "滚珠丝杠 1605 L=500", "根", 53500, 34800),
    Good("P-114", "滚珠丝杠 2510 L=800", "根", 98000, 63500),
    Good("P-120", "同步带 HTD-5M 宽 25", "米", 3280, 1960, demand=_ALL),
    Good("P-121", "同步带轮 5M-40", "个", 7650, 4700),
    Good("P-122", "梅花联轴器 D40", "个", 8800, 5300, demand=_ALL),
    Good("P-130", "伺服电机 400W", "台", 118000, 79000),
    Good("P-131", "伺服电机 750W", "台", 146000, 98500),
    Good("P-132", "伺服电机 2kW", "台", 298000, 205000),
    Good("P-133", "伺服驱动器 750W", "台", 138000, 92000),
    Good("P-134", "步进电机 57 型", "台", 16800, 10400, demand=_ALL),
    Good("P-135", "行星减速机 60 型 10:1", "台", 86000, 56500),
    Good("P-140", "可编程控制器 32 点", "台", 228000, 152000),
    Good("P-141", "可编程控制器 扩展模块 16 点", "个", 64000, 41500),
    Good("P-142", "触摸屏 7 寸", "台", 98000, 62500),
    Good("P-143", "触摸屏 10 寸", "台", 168000, 109000),
    Good("P-144", "开关电源 24V 10A", "个", 21500, 13600, demand=_ALL),
    Good("P-145", "变频器 2.2kW", "台", 112000, 73000),
    Good("P-146", "变频器 7.5kW", "台", 268000, 178000),
    Good("P-147", "中间继电器 24V", "个", 1680, 980, demand=_ALL),
    Good("P-150", "接近开关 M12", "个", 4200, 2450, demand=_ALL),
    Good("P-151", "光电传感器 漫反射", "个", 13500, 8300, demand=_ALL),
    Good("P-152", "激光位移传感器 50mm", "个", 358000, 236000),
    Good("P-153", "压力变送器 0-1.6MPa", "个", 46000, 29500),
    Good("P-154", "旋转编码器 1024 线", "个", 32500, 20600),
    Good("P-160", "气缸 SC63×100", "个", 16200, 10100, demand=_ALL),
    Good("P-161", "电磁阀 4V210-08", "个", 7800, 4750, demand=_ALL),
    Good("P-162", "气源处理三联件", "套", 11800, 7300, demand=_ALL),
    Good("P-163", "气动手指 MHZ2-16", "个", 28500, 18200),
    Good("P-164", "PU 气管 8×5 100 米", "卷", 18800, 11600, demand=_ALL),
    Good("P-165", "真空发生器", "个", 24600, 15500),
    Good("P-166", "快插接头 PC8-02 50 只装", "盒", 9200, 5600, demand=_ALL),
    Good("P-170", "铝型材 4040 欧标", "米", 5680, 3720, demand=_ALL),
    Good("P-171", "铝型材 8080 欧标", "米", 15600, 10300),
    Good("P-172", "内六角螺栓 M8×25 200 只装", "盒", 5600, 3300, demand=_ALL),
    Good("P-173", "不锈钢调节脚杯 M12", "个", 1450, 820, demand=_ALL),
    Good("P-174", "拖链 25×57 1 米", "根", 4980, 3050),
    Good("P-175", "锂基润滑脂 15kg", "桶", 42000, 27000, demand=_ALL),
    Good("P-200", "工业相机 500 万像素", "台", 486000, 325000, demand=_BOTH),
    Good("P-201", "远心镜头 0.5X", "个", 265000, 176000, demand=_BOTH),
    Good("P-202", "环形光源 90 度", "个", 68000, 42000, demand=_BOTH),
    Good("P-210", "皮带输送机 2 米", "台", 868000, 612000, demand=_MACHINES),
    Good("P-211", "滚筒输送线 3 米", "台", 1280000, 905000, demand=_MACHINES),
    Good("P-212", "提升机 1.5 米", "台", 2180000, 1560000, demand=_MACHINES),
    Good("P-220", "桌面装配工作站", "台", 3680000, 2640000, demand=_MACHINES),
    Good("P-221", "自动锁螺丝机", "台", 4560000, 3250000, demand=_MACHINES),
    Good("P-222", "视觉检测单元", "套", 6880000, 4880000, demand=_MACHINES),
    Good("P-223", "四轴搬运机械手", "台", 5980000, 4310000, demand=_MACHINES),
    Good("P-230", "安全围栏 1.8×1.2 米", "片", 46000, 30500, demand=_MACHINES),
    Good("P-900", "安装调试服务", "人天", 120000, 68000, 6, demand=_MACHINES),
    Good("P-901", "年度维护保养", "次", 360000, 198000, 6, demand=_BOTH),
    Good("P-902", "操作培训", "次", 280000, 150000, 6, demand=_MACHINES),
    Good("P-910", "设备搬运安装工程", "项", 860000, 610000, 9, demand=_MACHINES),
)

SUPPLIERS = (
    "昆山元冠金属材料有限公司",
    "温州岱屿传动件有限公司",
    "东莞市砺朔五金冲压有限公司",
    "上海柯澜电子元件有限公司",
    "无锡澄桓机加工有限公司",
    "宁波砚舟物流有限公司",
)

SURNAMES = "张刘陈杨黄吴徐马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾萧田董"
GIVEN_NAMES = ("伟", "静", "敏", "丽华", "建国", "晓东", "志强", "秀英", "海燕", "文博", "佳怡", "国栋", "雪梅", "立新",
               "子涵", "春生", "玉兰", "振宇", "思远", "明辉")  # fmt: skip
CARRIERS = (("顺丰速运", "SF"), ("德邦物流", "DPK"), ("中通快运", "ZTO"), ("自有车辆", ""), ("客户自提", ""))
