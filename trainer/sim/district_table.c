/* district_table.c - the invented district as tables. */
#include "sim/district.h"

#include <string.h>

enum { SHOPS, STOP, MARKET, ESTATE, SCENIC, WORKS, PLACES };

/* clang-format off */
const struct district_kind_row district_kinds[DISTRICT_KINDS] = {
    [DISTRICT_NOISE]   = {"noise",   {{"噪声", "noise"}},             {"1302", "1305", "1306", "1307"}},
    [DISTRICT_BIKES]   = {"bikes",   {{"单车乱停", "bikes"}},         {"0215", "0216"}},
    [DISTRICT_STALLS]  = {"stalls",  {{"占道摆摊", "stalls"}},        {"0205"}},
    [DISTRICT_FRONTS]  = {"fronts",  {{"出店经营", "shop fronts"}},   {"0206"}},
    [DISTRICT_LITTER]  = {"litter",  {{"乱扔垃圾", "litter"}},        {"0303", "0508"}},
    [DISTRICT_POSTERS] = {"posters", {{"乱贴乱画", "posters"}},       {"0402", "0101"}},
    [DISTRICT_WASTE]   = {"waste",   {{"渣土垃圾", "building waste"}}, {"0612", "0608"}},
};

/* complaints of each month, June 2025 first */
static const int totals[DISTRICT_KINDS][DISTRICT_MONTHS] = {
    [DISTRICT_NOISE]   = {205, 262, 251, 214, 190, 150, 128, 121, 139, 158, 183, 212, 327, 268, 236, 207, 192},
    [DISTRICT_BIKES]   = {138, 281, 286, 160, 142, 120,  98,  90,  84, 118, 131, 140, 151, 240, 238, 152, 146},
    [DISTRICT_STALLS]  = { 92,  96, 101,  95,  99,  84,  70,  66,  72,  83,  88,  90,  88,  79,  74,  81, 118},
    [DISTRICT_FRONTS]  = {372, 368, 355, 362, 380, 350, 341, 330, 322, 348, 360, 371, 368, 366, 352, 358, 377},
    [DISTRICT_LITTER]  = {410, 432, 428, 395, 388, 362, 341, 330, 352, 371, 392, 405, 418, 430, 421, 398, 391},
    [DISTRICT_POSTERS] = {298, 290, 282, 301, 310, 296, 280, 265, 330, 312, 305, 299, 294, 288, 281, 297, 303},
    [DISTRICT_WASTE]   = {248, 241, 236, 262, 281, 290, 266, 240, 205, 258, 272, 263, 254, 246, 239, 260, 277},
};

static const int draws[PLACES][DISTRICT_KINDS] = {
    /*            noise bikes stalls fronts litter posters waste */
    [SHOPS]  = {   10,    3,     3,     9,     5,      5,    2},
    [STOP]   = {    3,   12,     5,     3,     6,      6,    1},
    [MARKET] = {    6,    4,    10,     8,     9,      4,    2},
    [ESTATE] = {    5,    2,     2,     2,     4,      7,    5},
    [SCENIC] = {    4,    7,     8,     2,     8,      2,    1},
    [WORKS]  = {    2,    1,     1,     1,     3,      2,   10},
};

const struct district_street district_streets[DISTRICT_STREETS] = {
    {"minzhu",      {{"民主路", "Minzhu Road"}},         300,  800, 2300,  800},
    {"liangdao",    {{"粮道街", "Liangdao Street"}},     300,  500, 2300,  500},
    {"jiefang",     {{"解放路", "Jiefang Road"}},        900,  200,  900, 2200},
    {"pengliuyang", {{"彭刘杨路", "Pengliuyang Road"}},  300, 1300, 2300, 1300},
    {"shouyi",      {{"首义路", "Shouyi Road"}},        1500,  800, 1500, 2300},
    {"wuluo",       {{"武珞路", "Wuluo Road"}},         2300, 1300, 3900, 1300},
    {"zhongnan",    {{"中南路", "Zhongnan Road"}},      3000,  400, 3000, 2200},
    {"linjiang",    {{"临江大道", "Linjiang Avenue"}},   300,  200,  300, 2300},
    {"tanhualin",   {{"昙华林", "Tanhualin"}},          1100,  200, 2300,  200},
    {"shuiguohu",   {{"水果湖路", "Shuiguohu Road"}},   3000,  600, 3900,  600},
};

enum { MINZHU = DISTRICT_LOUD_STREET, LIANGDAO = DISTRICT_CONTROL_STREET, JIEFANG, PENGLIUYANG, SHOUYI, WULUO, ZHONGNAN, LINJIANG, TANHUALIN, SHUIGUOHU };

const struct district_point district_points[DISTRICT_POINTS] = {
    {"minzhu-hubu",    {{"民主路小吃巷口", "Minzhu Rd, snack alley"}},    MINZHU,       500,  800, MARKET, 4, 30},
    {"minzhu-cross",   {{"民主路解放路口", "Minzhu at Jiefang"}},         MINZHU,       900,  800, SHOPS,  5, 20},
    {"minzhu-mall",    {{"民主路百货门前", "Minzhu Rd, store"}},          MINZHU,      1300,  800, SHOPS,  5, 10},
    {"minzhu-east",    {{"民主路东头", "Minzhu Rd, east end"}},           MINZHU,      2050,  800, SHOPS,  4, 10},
    {"liangdao-west",  {{"粮道街西口", "Liangdao St, west"}},             LIANGDAO,     650,  500, SHOPS,  3, 40},
    {"liangdao-mid",   {{"粮道街早点铺", "Liangdao St, breakfast"}},      LIANGDAO,    1300,  500, MARKET, 3, 20},
    {"liangdao-east",  {{"粮道街中学旁", "Liangdao St, school"}},         LIANGDAO,    1900,  500, SCENIC, 2, 20},
    {"jiefang-north",  {{"解放路北站台", "Jiefang Rd, north stop"}},      JIEFANG,      900,  330, STOP,   3, 30},
    {"jiefang-mall",   {{"解放路商场", "Jiefang Rd, mall"}},              JIEFANG,      900, 1080, SHOPS,  4, 60},
    {"jiefang-south",  {{"解放路南小区", "Jiefang Rd, estate"}},          JIEFANG,      900, 1850, ESTATE, 3, 10},
    {"peng-west",      {{"彭刘杨路西", "Pengliuyang Rd, west"}},          PENGLIUYANG,  600, 1300, ESTATE, 2, 10},
    {"peng-mid",       {{"彭刘杨路中段", "Pengliuyang Rd, middle"}},      PENGLIUYANG, 1180, 1300, SHOPS,  3, 20},
    {"yuemachang",     {{"阅马场公交站", "Yuemachang bus stop"}},         PENGLIUYANG, 1500, 1300, STOP,   5, 20},
    {"peng-east",      {{"彭刘杨路东", "Pengliuyang Rd, east"}},          PENGLIUYANG, 2050, 1300, SHOPS,  2, 10},
    {"shouyi-park",    {{"首义公园门口", "Shouyi Park gate"}},            SHOUYI,      1500, 1650, SCENIC, 3, 40},
    {"shouyi-south",   {{"首义路工地", "Shouyi Rd, works"}},              SHOUYI,      1500, 2100, WORKS,  3, 20},
    {"wuluo-west",     {{"武珞路西站台", "Wuluo Rd, west stop"}},         WULUO,       2550, 1300, STOP,   3, 30},
    {"wuluo-mall",     {{"武珞路商圈", "Wuluo Rd, shops"}},               WULUO,       3250, 1300, SHOPS,  4, 30},
    {"wuluo-east",     {{"武珞路东小区", "Wuluo Rd, estate"}},            WULUO,       3700, 1300, ESTATE, 3, 10},
    {"zhongnan-metro", {{"中南路地铁口", "Zhongnan Rd, metro"}},          ZHONGNAN,    3000,  880, STOP,   4, 40},
    {"zhongnan-mall",  {{"中南路商厦", "Zhongnan Rd, store"}},            ZHONGNAN,    3000, 1120, SHOPS,  4, 50},
    {"zhongnan-flats", {{"中南路小区", "Zhongnan Rd, estate"}},           ZHONGNAN,    3000, 1650, ESTATE, 3, 10},
    {"zhongnan-works", {{"中南路工地", "Zhongnan Rd, works"}},            ZHONGNAN,    3000, 2050, WORKS,  4, 20},
    {"ferry",          {{"临江渡口", "Ferry, Linjiang Ave"}},             LINJIANG,     300,  450, SCENIC, 4, 30},
    {"huanghelou",     {{"黄鹤楼南引道", "Huanghelou, south"}},           LINJIANG,     520, 1060, SCENIC, 5, 60},
    {"river-park",     {{"江滩公园", "River park"}},                      LINJIANG,     300, 1600, SCENIC, 4, 30},
    {"linjiang-works", {{"临江大道工地", "Linjiang Ave, works"}},         LINJIANG,     300, 2100, WORKS,  3, 10},
    {"tan-art",        {{"昙华林文创街", "Tanhualin, art lane"}},         TANHUALIN,   1400,  200, SCENIC, 4, 30},
    {"tan-window",     {{"昙华林临街住宅", "Tanhualin, flats"}},          TANHUALIN,   2050,  200, ESTATE, 2, 10},
    {"lake-market",    {{"水果湖菜场", "Shuiguohu market"}},              SHUIGUOHU,   3300,  600, MARKET, 3, 20},
    {"lake-school",    {{"水果湖学校", "Shuiguohu school"}},              SHUIGUOHU,   3580,  600, STOP,   2, 20},
    {"lake-estate",    {{"水果湖小区", "Shuiguohu estate"}},              SHUIGUOHU,   3850,  600, ESTATE, 3, 10},
};

const struct district_week district_weeks[DISTRICT_WEEKS] = {
    {"10-01", 14,  6},
    {"10-08",  9, 11},
    {"10-15",  5, 15},
    {"10-22",  3, 17},
};
/* clang-format on */

int district_draw(int place, enum district_kind kind)
{
    return draws[place][kind];
}

int district_total(enum district_kind kind, int month)
{
    return totals[kind][month];
}

int district_kind(const char *id)
{
    for (int i = 0; i < DISTRICT_KINDS; i++)
        if (strcmp(district_kinds[i].id, id) == 0)
            return i;
    return -1;
}

int district_point(const char *id)
{
    for (int i = 0; i < DISTRICT_POINTS; i++)
        if (strcmp(district_points[i].id, id) == 0)
            return i;
    return -1;
}

const char *district_name(const struct district_name *name)
{
    return name->text[lang_now()];
}
