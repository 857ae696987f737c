"""Words that companies, people and memos of generated books outside China are made of."""

from __future__ import annotations

from benchmarks.matching.vocabulary import MemoWords, words

FAMILIES = words("""
    Nakamura Okafor Lindqvist Kowalczyk Ferreira Haddad Petrov Oyelaran Schneider Bianchi Moreau Jansen Novak
    Horvath Silva Eriksen Virtanen Papadakis Demir Rahman Iyer Tanaka Nguyen Santoso Reyes Castillo Mbeki Abebe
    Kariuki Osei Delgado Marchetti Vandenberg Keller Brandt Fischer Dubois Laurent Rossi Esposito Larsen Nyström
    Kask Ozols Petrauskas Dvořák Szabó Popescu Ivanova Murphy O'Brien Campbell Hughes Bennett Whitfield Harrow
    Ashcombe Thornbury Calloway Mercer Langford Sterling Beaumont Alvarez Quiroga
""")
BRANDS = words("""
    Norvex Altaris Quellmark Brightfen Solvanta Kestrelo Oakhaven Ironbrook Lumiere Verdano Tessaro Polarix
    Hexavia Marlstone Cobalta Fernhill Zephyra Orchida Granitas Silverlake Redwharf Bluegate Amberlyn Corvina
    Deltrix Eastmoor Fjordal Galvano Helixor Inverna Juniper Kallista Lakemont Meridian Northgate Optimar
    Pinnacle Quartzia Riverton Summitech Trianon Umbrella Valoris Westbury Xenolith Yarrow Zenithal Argento
    Borealis Castellan Dunmore Elmfield Firth Glenrock Hollis
""")
TRADES = words("""
    Engineering Textiles Foods Logistics Packaging Electronics Instruments Furniture Chemicals Plastics
    Automation Medical Optics Bearings Valves Tools Trading Imports Marine Aviation Energy Solar Printing Paper
    Glass Ceramics Steel Motors Robotics Software Labs Pharma Cosmetics Toys Sports Agri Seeds Breweries Coffee
    Catering Construction Timber Banking-Systems Tax-Software Insurance-Supplies Safes
""")
PLACES = words("""
    Hamburg Leeds Porto Lyon Turin Gdansk Brno Tallinn Cork Malmö Bergen Tampere Rotterdam Antwerp Valencia
    Izmir Mombasa Lagos Accra Osaka Penang Cebu Surabaya Chennai Pune Perth Auckland Boston Denver Austin
    Toronto Lima Bogota Santos Cordoba Casablanca
""")
FORMS = (
    *("GmbH", "Ltd", "Ltd.", "Limited", "LLC", "Inc.", "B.V.", "S.r.l.", "S.A.", "AB", "Oy", "A/S", "Pte Ltd"),
    *("Sdn Bhd", "Pty Ltd", "K.K.", "s.r.o.", "Sp. z o.o.", "SAS", "Kft.", "plc", "Lda", "AG", "GmbH & Co. KG"),
)
FORM_WRITINGS = {
    "GmbH": ("Gesellschaft mbH", "G.m.b.H.", ""),
    "Ltd": ("Limited", "LTD.", ""),
    "Ltd.": ("Limited", "LTD", ""),
    "Limited": ("Ltd", "LTD.", ""),
    "Inc.": ("Incorporated", "INC", ""),
    "LLC": ("L.L.C.", ""),
    "B.V.": ("BV", ""),
    "S.r.l.": ("SRL", ""),
    "S.A.": ("SA", ""),
    "GmbH & Co. KG": ("GmbH & Co KG", "KG"),
    "Sp. z o.o.": ("SP ZOO", "Spolka z o.o."),
}
BRANCHES = ("{place} Branch", "Branch {place}", "Accounts Payable", "Treasury")
FIRST_NAMES = words("""
    Aiko Bola Carmen Dmitri Elif Farah Giulia Hugo Ines Jonas Katarzyna Lars Mei Nadia Omar Priya Quentin Rosa
    Sven Tomas Uma Viktor Wanjiru Yara Zoe
""")
PAYMENT_COMPANIES = ("Factoring", "Payments", "Shared Services", "Treasury Services", "Procurement")
SUPPLIER_TRADES = ("Metals", "Freight", "Cartons", "Tooling", "Components", "Staffing", "Media", "Testing", "Leasing")
BANKS = ("First Harbour Bank", "Volksbank Nord", "Banco Atlantico", "Union Trust Bank")
WALLETS = ("PayGate Europe SA", "QuickPay Payments Ltd")
PUBLIC_PAYERS = ("{region} City Treasury", "Treasury of {region}", "{region} Tax and Finance Office")
MEMOS = MemoWords(
    products=(
        "bearings",
        "controllers",
        "seals",
        "filters",
        "sensors",
        "connectors",
        "gearboxes",
        "valves",
        "motors",
        "harnesses",
    ),
    vague=(
        "payment",
        "Payment for goods",
        "goods",
        "invoice payment",
        "transfer",
        "supplier payment",
        "settlement",
        "bank transfer",
        "Rechnung",
        "Zahlung",
        "facture",
        "pagamento fattura",
        "our payment",
        "thank you",
        "SEPA credit transfer",
        "remittance",
    ),
    about_goods=("{product}", "payment {product}", "for {product} delivered", "{product} and spares"),
    citing=(
        "{cited}",
        "order {cited}",
        "payment {cited}",
        "ref {cited}",
        "pay {cited} thank you",
        "yr order {cited}",
        "/RFB/{cited}",
        "settle {cited}",
        "{product} {cited}",
        "Auftrag {cited}",
    ),
    citing_invoice=(
        "inv {cited}",
        "Invoice {cited}",
        "invoice no. {cited}",
        "RE {cited}",
        "Rechnung Nr. {cited}",
        "fattura {cited}",
        "INV# {cited}",
    ),
    citing_contract=("contract {cited}", "per contract {cited}", "agreement {cited}", "Vertrag {cited}"),
    citing_po=("PO {cited}", "our PO {cited}", "P.O. no {cited}", "purchase order {cited}", "Bestellung {cited}"),
    part=("part payment", "first instalment", "partial", "1st part", "Teilzahlung"),
    deposit=("deposit", "30% deposit", "down payment", "Anzahlung"),
    advance=("advance payment", "prepayment", "payment in advance", "Vorauszahlung"),
    on_account=("payment on account", "on account", "running account", "towards older invoices", "account payment"),
    month=("{month} statement", "statement {month}/{year}", "goods {month}/{year}", "{year}-{month:02} deliveries"),
    all_open=("all open invoices", "settle balance", "full settlement", "clearing account", "payment"),
    oldest=("oldest invoices", "overdue invoices", "payment", "past due"),
    retention=("retention", "retention release", "warranty retention"),
    on_behalf=("on behalf of {name}", "for {name}", "o/b/o {name}", "paid for {name}", "i.A. {name}"),
    traps=(
        "payment incl. interest",
        "tax system licence",
        "loan equipment",
        "salary software",
        "charges deducted",
        "fee module order",
        "transfer station parts",
        "deposit box hardware",
    ),
    distractions=(
        "tel {phone}",
        "{phone}",
        "dated {day}",
        "{day}",
        "{count} pcs",
        "{count} cartons",
        "total {amount}",
        "ref {count}",
    ),
    fx=("{cited} USD {amount} at {rate}", "{cited} usd{amount}", "{amount} USD {cited} rate {rate}"),
    cash_deposit=("cash deposit", "branch cash paid in", "cash paid in"),
    cheque_batch=("cheques paid in", "cheque deposit", "cheque collection"),
    hand_in=("cash deposit {rep}", "{rep} collections", "paid in by {rep}", "cash deposit"),
    bill_due=("bill matured {bill}", "collection of bill {bill}", "draft {bill} honoured"),
    refund=("refund", "refund overpayment", "refund {cited}", "credit refund"),
    bounced=("returned payment", "account closed return", "reversal", "payment returned", "recall"),
    remarks=("", "", "", "", "/INV/", "Ref:", "EREF+"),
)
