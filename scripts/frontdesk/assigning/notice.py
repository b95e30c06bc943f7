"""The notice of an assignment, in English and Chinese, to paste into a chat group."""

from frontdesk.model.assignment import Assignment

_WEEKDAYS = (
    ("Monday", "星期一"),
    ("Tuesday", "星期二"),
    ("Wednesday", "星期三"),
    ("Thursday", "星期四"),
    ("Friday", "星期五"),
    ("Saturday", "星期六"),
    ("Sunday", "星期日"),
)


def notice(assignment: Assignment) -> str:
    """Return what everybody is told: what, until when, how long, and how the answers come back."""
    weekday, weekday_zh = _WEEKDAYS[assignment.due.weekday()]
    count = len(assignment.papers[0].items)
    time = f", {assignment.minutes} minutes from the moment you press Start" if assignment.minutes else ""
    time_zh = f"，点“开始”后计时 {assignment.minutes} 分钟" if assignment.minutes else ""
    again = f"You may take it {assignment.attempts} times; the better result counts.\n"
    again_zh = f"共有 {assignment.attempts} 次机会，取较高成绩。\n"
    several = assignment.attempts > 1
    day = f"{assignment.due.year} 年 {assignment.due.month} 月 {assignment.due.day} 日"
    return (
        f"{assignment.title}\n\n"
        f"By {weekday}, {assignment.due}: {count} questions{time}. {assignment.pass_mark} % passes.\n"
        f"{again if several else ''}"
        "1. Open the file with your name. It works on a phone and on a PC, without the internet.\n"
        "2. Answer. What you have answered stays when you close the page.\n"
        "3. Press Hand in. Send me the file, or copy the text and send it to me alone, not to the group.\n"
        "Every paper is different. Only I can read sealed answers.\n\n"
        f"【{assignment.title}】\n\n"
        f"请在 {day}（{weekday_zh}）前完成：共 {count} 题{time_zh}，"
        f"{assignment.pass_mark} 分及格（满分 100）。\n"
        f"{again_zh if several else ''}"
        "1. 打开写有您姓名的文件，手机、电脑都可以，不需要联网。\n"
        "2. 作答。关掉页面，已答内容也会保留。\n"
        "3. 点“交卷”，把文件发给我；或复制文字，单独发给我，不要发到群里。\n"
        "每人的题目不同。加密后的答案只有我能看到。\n"
    )
