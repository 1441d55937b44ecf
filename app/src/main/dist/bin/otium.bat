@echo off
rem Runs Otium from the folder above this one, wherever that lies.
rem
rem   OTIUM_JAVA_OPTS   more JVM options, for example -Xmx12g
rem   OTIUM_PLUGINS     more folders of plugins, with semicolons between them
setlocal

for %%I in ("%~dp0..") do set "HOME_OF_OTIUM=%%~fI"

rem A Java without compiler is enough. That of JAVA_HOME comes before that of the PATH.
set "JAVA=java"
if defined JAVA_HOME if exist "%JAVA_HOME%\bin\java.exe" set "JAVA=%JAVA_HOME%\bin\java.exe"
set "RELEASE=0"
for /f "tokens=2" %%V in ('call "%JAVA%" --version 2^>nul') do (
  for /f "delims=.-+ tokens=1" %%R in ("%%V") do set "RELEASE=%%R"
  goto :found
)
:found
if %RELEASE% LSS 25 (
  echo Otium needs Java 25 or newer, and none was found ^(JAVA_HOME and PATH were searched^). 1>&2
  echo Install one, for example Temurin 25 from https://adoptium.net, or set JAVA_HOME to the folder of one. 1>&2
  exit /b 2
)

set "CACHE=%LOCALAPPDATA%\otium"
set "PLUGINS=%HOME_OF_OTIUM%\plugins"
if defined OTIUM_PLUGINS set "PLUGINS=%PLUGINS%;%OTIUM_PLUGINS%"

rem OTIUM_JAVA_OPTS comes last, so that it wins over otium.args.
"%JAVA%" "@%HOME_OF_OTIUM%\bin\otium.args" ^
  "-Dorg.bytedeco.javacpp.cachedir=%CACHE%\javacpp" ^
  "-DDJL_CACHE_DIR=%CACHE%\djl" ^
  "-Dotium.home=%HOME_OF_OTIUM%" ^
  "-Dotium.plugins=%PLUGINS%" ^
  --module-path "%HOME_OF_OTIUM%\lib" ^
  %OTIUM_JAVA_OPTS% ^
  --module otium.app/org.otium.app.Main %*
exit /b %ERRORLEVEL%
