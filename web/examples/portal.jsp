<%@ page language="java" contentType="text/html; charset=UTF-8" pageEncoding="UTF-8" %>
<%@ taglib prefix="fn" uri="http://java.sun.com/jsp/jstl/functions" %>
<!DOCTYPE html>
<html lang="zh-CN">
<head>
  <meta charset="UTF-8">
  <meta http-equiv="X-UA-Compatible" content="IE=edge">
  <title>项目管理平台 - 月报</title>
</head>
<body>
<table width="100%" border="0" cellpadding="4">
  <tr>
    <td><font size="5">项目管理平台</font>　欢迎您，${fn:escapeXml(sessionScope.user.name)}</td>
    <td align="right">
      <input type="button" id="open" value="填报本项目" onclick="openReport('${fn:escapeXml(project.id)}')">
      <input type="button" id="out" value="退出门户" onclick="signOut()">
      <span id="said"></span>
    </td>
  </tr>
</table>

<%-- 登录门户时，后台已替用户取得 token，存放在会话里 --%>
<yuebao-report id="report" server="${fn:escapeXml(initParam.reportServer)}"></yuebao-report>

<script type="text/javascript">
  var report = document.getElementById("report");
  var said = document.getElementById("said");
  report.token = "${fn:escapeXml(sessionScope.reportToken)}";
  report.getToken = function () {
    // 过期后，由门户的后台再取一个
    return fetch("${pageContext.request.contextPath}/report-token")
      .then(function (answer) { return answer.json(); })
      .then(function (answer) { return answer.token; });
  };
  report.addEventListener("yuebao-ready", function (event) {
    said.innerText = "已登录：" + event.detail.user;
  });
  report.addEventListener("yuebao-sync", function (event) {
    document.title = event.detail.waiting + " 项待传";
  });
  report.addEventListener("yuebao-submitted", function (event) {
    said.innerText = "已上报：" + event.detail.project + " " + event.detail.month;
  });
  function fail(error) {
    said.innerText = error.message;
  }
  function openReport(project) {
    report.open(project, "2022-05")["catch"](fail);
  }
  function signOut() {
    report.signOut().then(function () { said.innerText = "已退出"; }, fail);
  }
</script>
<script type="module" src="${fn:escapeXml(initParam.reportServer)}/yuebao.js"></script>
</body>
</html>
